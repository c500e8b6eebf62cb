package org.znn.worker.convolution.direct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.simd.ScalarDirectKernel;

/** Tests that the regions skip products with zeros outside the output gradient. */
class ValidTapRegionsTest {

    private static final ScalarDirectKernel KERNEL = new ScalarDirectKernel(6, 4, 16);

    @Test
    void skipsAllZeroRowsAndVectorsAtLargeDilation() {
        ConvolutionShape shape = new ConvolutionShape(48, 200, new Vec3(1, 3, 3), new Vec3(1, 16, 16));
        ValidTapRegions regions = ValidTapRegions.of(shape, new Vec3(1, 100, 100), KERNEL);

        assertEquals(Vec3.ZERO, regions.paddingBefore());
        assertEquals(Vec3.ZERO, regions.paddingAfter());
        // Rows: 16·1 + 16·2 + 68·3 + 16·2 + 16·1 taps; vectors of a row: 1 + 2 + 5·3 + 2 + 1.
        long products = regions.regions().stream().mapToLong(r -> r.vectorCount() * r.tapCount()).sum();
        assertEquals(300 * 21, products);
    }

    @Test
    void mergesRegionsTooSmallToFillATile() {
        ConvolutionShape shape = new ConvolutionShape(80, 80, Vec3.cube(5), Vec3.ONE);
        ValidTapRegions regions = ValidTapRegions.of(shape, Vec3.cube(8), KERNEL);

        long vectors = regions.regions().stream().mapToLong(ValidTapRegion::vectorCount).sum();
        assertEquals(12 * 12, vectors);
        long tileTaps = regions.regions().stream().mapToLong(r -> (r.vectorCount() + 3) / 4 * r.tapCount()).sum();
        assertTrue(tileTaps < 12 * 12 / 4 * 125 * 0.7, "taps of all tiles: " + tileTaps);
        assertTrue(regions.paddingBefore().y() > 0 && regions.paddingAfter().y() > 0, regions.toString());
    }

    @Test
    void positionsReachedByNoTapHaveNoTaps() {
        ConvolutionShape shape = new ConvolutionShape(1, 1, new Vec3(1, 2, 1), new Vec3(1, 9, 1));
        ValidTapRegions regions = ValidTapRegions.of(shape, new Vec3(1, 4, 16 * 8), KERNEL);

        assertEquals(5, regions.regions().stream().filter(r -> r.tapCount() == 0).mapToInt(r -> r.y().length()).sum());
    }
}
