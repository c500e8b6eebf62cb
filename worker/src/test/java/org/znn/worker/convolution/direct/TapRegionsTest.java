package org.znn.worker.convolution.direct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.simd.ScalarTile;

/** Which zeros outside an output gradient are not computed with. */
class TapRegionsTest {

    private static final ScalarTile TILE = new ScalarTile(6, 4, 16);

    @Test
    void leavesOutAllRowsAndVectorsOfZerosAtALargeDilation() {
        ConvolutionShape shape = new ConvolutionShape(48, 200, new Vec3(1, 3, 3), new Vec3(1, 16, 16));
        TapRegions regions = TapRegions.of(shape, new Vec3(1, 100, 100), TILE);

        assertEquals(Vec3.ZERO, regions.before());
        assertEquals(Vec3.ZERO, regions.after());
        // Rows: 16·1 + 16·2 + 68·3 + 16·2 + 16·1 taps; vectors of a row: 1 + 2 + 5·3 + 2 + 1.
        long products = regions.all().stream().mapToLong(r -> r.vectors() * r.taps()).sum();
        assertEquals(300 * 21, products);
    }

    @Test
    void joinsRegionsThatWouldNotFillATile() {
        ConvolutionShape shape = new ConvolutionShape(80, 80, Vec3.cube(5), Vec3.ONE);
        TapRegions regions = TapRegions.of(shape, Vec3.cube(8), TILE);

        long vectors = regions.all().stream().mapToLong(TapRegion::vectors).sum();
        assertEquals(12 * 12, vectors);
        long tileTaps = regions.all().stream().mapToLong(r -> (r.vectors() + 3) / 4 * r.taps()).sum();
        assertTrue(tileTaps < 12 * 12 / 4 * 125 * 0.7, "taps of tiles: " + tileTaps);
        assertTrue(regions.before().y() > 0 && regions.after().y() > 0, regions.toString());
    }

    @Test
    void aPlaceThatNoTapReachesHasNoTaps() {
        ConvolutionShape shape = new ConvolutionShape(1, 1, new Vec3(1, 2, 1), new Vec3(1, 9, 1));
        TapRegions regions = TapRegions.of(shape, new Vec3(1, 4, 16 * 8), TILE);

        assertEquals(5, regions.all().stream().filter(r -> r.taps() == 0).mapToInt(r -> r.y().places()).sum());
    }
}
