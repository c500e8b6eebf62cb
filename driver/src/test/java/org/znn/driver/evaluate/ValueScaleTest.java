package org.znn.driver.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.znn.common.diagnostic.UserErrorException;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.FloatVolume;

/** The conversion of stored values to probabilities. */
class ValueScaleTest {

    private static final Vec3 SIZE = new Vec3(1, 1, 3);

    @Test
    void integersMeanFractionsOfTheGreatestValueOfTheirType() {
        ValueScale bytes = new ValueScale("map.tif", ElementType.UINT8, 255, true, false);
        assertArrayEquals(new float[] {0, 0.2f, 1}, convert(bytes, 0, 51, 255));
        assertDoesNotThrow(bytes::requireFullRange);
        assertArrayEquals(new float[] {0, 0.2f, 1},
                convert(new ValueScale("map.tif", ElementType.UINT16, 65535, true, false), 0, 13107, 65535));
    }

    /** A mask of zeros and ones as uint8, and bytes stored as uint16, are no probabilities of their type's range. */
    @Test
    void integersThatLeaveTheirRangeUnusedAreAskedAbout() {
        ValueScale mask = new ValueScale("map.tif", ElementType.UINT8, 255, true, false);
        convert(mask, 0, 1, 1);
        assertRefused(mask, "the greatest value is 1, which may mean 1 of 255 or something else, as the type is uint8; "
                + "name the value that means 1: --max-value 1 or --max-value 255 (or --kind segmentation");
        ValueScale wide = new ValueScale("map.tif", ElementType.UINT16, 65535, true, false);
        convert(wide, 3, 255, 9);
        assertRefused(wide, "--max-value 255 or --max-value 65535");
        ValueScale stated = new ValueScale("map.tif", ElementType.UINT8, 255, false, false);
        convert(stated, 0, 1, 1);
        assertDoesNotThrow(stated::requireFullRange);
    }

    @Test
    void onlyTheChannelThatCountsIsConverted() {
        FloatVolume map = new FloatVolume(2, new Vec3(1, 1, 2), new float[] {-9, 9, 0.25f, 1.000001f});
        new ValueScale("map.h5", ElementType.FLOAT32, 1, false, false).toProbabilities(map, 1, Box.ofSize(SIZE));
        assertArrayEquals(new float[] {-9, 9, 0.25f, 1}, map.data());
    }

    @Test
    void infinityIsOutside() {
        ValueScale scale = new ValueScale("map.h5", ElementType.FLOAT32, 1, false, false);
        assertThrows(UserErrorException.class, () -> convert(scale, 0, Float.POSITIVE_INFINITY, 1));
    }

    private static float[] convert(ValueScale scale, float... values) {
        FloatVolume map = new FloatVolume(1, SIZE, values);
        scale.toProbabilities(map, 0, Box.ofSize(SIZE));
        return map.data();
    }

    private static void assertRefused(ValueScale scale, String message) {
        String actual = assertThrows(UserErrorException.class, scale::requireFullRange).getMessage();
        assertTrue(actual.contains(message), actual);
    }
}
