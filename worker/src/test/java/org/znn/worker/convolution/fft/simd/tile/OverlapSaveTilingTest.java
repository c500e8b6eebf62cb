package org.znn.worker.convolution.fft.simd.tile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.fft.simd.dft.HalfSpectrum;

/** Tests overlap-save tilings and the selection of their sizes. */
@Tag("vector")
class OverlapSaveTilingTest {

    @RepeatedTest(20)
    void everyOutputBelongsToOneTile() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Vec3 kernel = triple(random, 5);
        Vec3 output = triple(random, 30);
        OverlapSaveTiling tiling = OverlapSaveTiling.of(kernel.plus(triple(random, 12)), kernel, triple(random, 6),
                output);

        int[] counts = new int[(int) output.product()];
        Vec3 dilation = new Vec3(tiling.z().dilation(), tiling.y().dilation(), tiling.x().dilation());
        for (OverlapSaveTiling.Tile tile : tiling.tiles()) {
            for (int i = 0; i < tile.extent().product(); i++) {
                Vec3 n = new Vec3(i / tile.extent().x() / tile.extent().y(), i / tile.extent().x() % tile.extent().y(),
                        i % tile.extent().x());
                Vec3 p = tile.start().plus(n.times(dilation));
                counts[(p.z() * output.y() + p.y()) * output.x() + p.x()]++;
            }
        }
        int[] once = new int[counts.length];
        Arrays.fill(once, 1);
        assertArrayEquals(once, counts, "seed " + seed);
        assertEquals(tiling.tileCount(), tiling.tiles().size(), "seed " + seed);
    }

    @Test
    void tilesOfALargeDilationAreNotMaterialised() {
        // Every voxel of a plane is a tile of its own: a materialised list would not fit this JVM.
        Vec3 plane = new Vec3(1, 30_000, 30_000);
        OverlapSaveTiling tiling = OverlapSaveTiling.of(new Vec3(1, 4, 4), new Vec3(1, 3, 3), plane, plane);
        assertEquals(plane.product(), tiling.tiles().size());
        assertEquals(new OverlapSaveTiling.Tile(new Vec3(0, 29_999, 12), Vec3.ONE),
                tiling.tiles().get(29_999 * 30_000 + 12));
    }

    private static Vec3 triple(Random random, int max) {
        return new Vec3(1 + random.nextInt(max), 1 + random.nextInt(max), 1 + random.nextInt(max));
    }

    @Test
    void tileCountNeverDecreasesWithOutputSize() {
        // An odd or prime size therefore never costs more than the next larger size with efficient tiles.
        for (int kernel = 1; kernel <= 9; kernel++) {
            for (int dilation = 1; dilation <= 4; dilation++) {
                for (int output = 1; output < 100; output++) {
                    int tiles = AxisTiles.of(20, kernel, dilation, output).tileCount();
                    assertTrue(tiles <= AxisTiles.of(20, kernel, dilation, output + 1).tileCount(), "output " + output);
                }
            }
        }
    }

    @Test
    void selectsFewLargeTilesThatFit() {
        CorrelationProblem cube = new CorrelationProblem(80, 80, Vec3.cube(5), Vec3.ONE, Vec3.cube(32));
        OverlapSaveTiling tiling = OverlapSaveTiling.of(TileSizeSelector.forCorrelation(cube), cube.kernel(),
                cube.dilation(), cube.output());
        assertEquals(tiling.transformSize(), Vec3.cube(4).plus(new Vec3(tiling.z().valid(), tiling.y().valid(),
                tiling.x().valid())));
        assertTrue(tiling.tileCount() <= 32, tiling.toString());
    }

    @Test
    void axisOfKernelSizeOneIsNotTransformed() {
        CorrelationProblem flat = new CorrelationProblem(48, 48, new Vec3(1, 5, 5), Vec3.ONE, new Vec3(3, 64, 64));
        assertEquals(1, TileSizeSelector.forCorrelation(flat).z());
    }

    @Test
    void storesHalfOfASpectrum() {
        for (int z = 1; z <= 4; z++) {
            for (int y = 1; y <= 5; y++) {
                for (int x = 1; x <= 6; x++) {
                    Vec3 size = new Vec3(z, y, x);
                    // Stored frequencies are those that are their own mirror image, and one of every other pair.
                    int own = (2 - z % 2) * (2 - y % 2) * (2 - x % 2);
                    assertEquals((size.product() + own) / 2, HalfSpectrum.of(size).frequencies(), size.toString());
                    assertEquals(HalfSpectrum.of(size).frequencies(), HalfSpectrum.countFrequencies(size));
                }
            }
        }
    }
}
