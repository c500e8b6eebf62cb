package org.znn.common.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;

/** Tests cropped volumes and the division of volumes into reads. */
class PartialReadsTest {

    private static final DoubleVolume NUMBERED =
            new DoubleVolume(1, new Vec3(2, 3, 4), IntStream.range(0, 24).asDoubleStream().toArray());

    @Test
    void croppedVolumeExposesItsBox() {
        CroppedVolume cropped = new CroppedVolume(new MemoryImage(NUMBERED), new Box(new Vec3(1, 1, 2),
                new Vec3(1, 2, 2)));
        assertEquals(new Vec3(1, 2, 2), cropped.info().size());
        Box row = new Box(new Vec3(0, 1, 0), new Vec3(1, 1, 2));
        assertArrayEquals(new double[] {22, 23}, ((DoubleVolume) cropped.read(row, Precision.FLOAT64)).data());
        assertArrayEquals(new long[] {22, 23}, cropped.readIds(row));
    }

    @Test
    void rejectsBoxesOutsideTheCroppedVolume() {
        CroppedVolume cropped = new CroppedVolume(new MemoryImage(NUMBERED), Box.ofSize(new Vec3(1, 2, 2)));
        Box outside = Box.ofSize(new Vec3(1, 2, 3));
        assertThrows(IllegalArgumentException.class, () -> cropped.read(outside, Precision.FLOAT64));
        assertThrows(IllegalArgumentException.class, () -> new CroppedVolume(cropped, outside));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"1; 5,100,100; 1", "1; 100,512,512; 7", "3; 2,4000,3000; 18",
            "1; 1,2,9000000; 2"})
    void readTilingCoversTheVolumeWithBoundedBoxes(int channels, String text, int boxes) {
        Vec3 size = Vec3.parse(text);
        List<Box> blocks = ReadTiling.of(channels, size);
        assertEquals(boxes, blocks.size());
        assertEquals(size.product(), blocks.stream().mapToLong(Box::voxels).sum());
        for (int i = 0; i < blocks.size(); i++) {
            Box block = blocks.get(i);
            assertTrue(Box.ofSize(size).contains(block));
            assertTrue(block.voxels() * channels <= 1 << 22 || block.size().y() == 1);
            assertTrue(i == 0 || block.intersect(blocks.get(i - 1)).isEmpty());
        }
    }
}
