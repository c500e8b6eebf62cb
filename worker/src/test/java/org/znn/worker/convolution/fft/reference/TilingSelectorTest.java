package org.znn.worker.convolution.fft.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;

/** Tests the selection of tilings. */
class TilingSelectorTest {

    private static final long MAX_BYTES = 1 << 20;
    private static final int LAYERS = 200;

    @ParameterizedTest
    @EnumSource(ConvolutionPass.class)
    void tilesCoverTheOutputOnceAndHaveFastTransformLengths(ConvolutionPass pass) {
        for (long seed = 0; seed < LAYERS; seed++) {
            Random random = new Random(seed);
            ConvolutionShape shape = shape(random);
            Vec3 output = new Vec3(1 + random.nextInt(9), 1 + random.nextInt(40), 1 + random.nextInt(60));
            Tiling tiling = TilingSelector.select(pass, shape, output, MAX_BYTES);
            String message = "seed " + seed + ": " + shape + " to " + output + " by " + tiling;
            int[] covered = new int[(int) output.product()];
            for (int t = 0; t < tiling.tileCount(); t++) {
                Vec3 corner = tiling.start(t);
                assertTrue(tiling.transformSize().allAtLeast(tiling.inputExtent(t)), message);
                forEach(tiling.outputExtent(t), p ->
                        covered[index(output, corner.plus(p.times(shape.dilation())))]++);
            }
            int[] once = new int[covered.length];
            Arrays.fill(once, 1);
            assertArrayEquals(once, covered, message);
            assertEquals(tiling.transformSize(),
                    tiling.transformSize().combine(Vec3.ONE, (n, one) -> FastLength.atLeast(n)), message);
            assertEquals(0, tiling.transformSize().x() % 2, message);
            Vec3 input = output.minus(1).floorDiv(shape.dilation()).plus(shape.kernel());
            assertTrue(new Vec3(FastLength.atLeast(input.z()), FastLength.atLeast(input.y()),
                    FastLength.evenAtLeast(input.x())).allAtLeast(tiling.transformSize()), message);
        }
    }

    @ParameterizedTest
    @EnumSource(ConvolutionPass.class)
    void spectraStayWithinTheLimitUnlessASingleTileExceedsIt(ConvolutionPass pass) {
        for (long seed = 0; seed < LAYERS; seed++) {
            Random random = new Random(seed);
            ConvolutionShape shape = shape(random);
            Vec3 output = new Vec3(1 + random.nextInt(30), 1 + random.nextInt(300), 1 + random.nextInt(300));
            Tiling tiling = TilingSelector.select(pass, shape, output, MAX_BYTES);
            long group = 8L * tiling.groupSize() * (shape.in() + shape.out()) * tiling.spectrumLength();
            assertTrue(group <= MAX_BYTES || tiling.groupSize() == 1, "seed " + seed + ": " + tiling);
        }
    }

    @Test
    void aSmallImageIsOneTile() {
        Tiling tiling = TilingSelector.select(ConvolutionPass.FORWARD,
                new ConvolutionShape(1, 1, new Vec3(1, 3, 3), Vec3.ONE), new Vec3(1, 7, 14), MAX_BYTES);
        assertEquals(new Vec3(1, 9, 16), tiling.transformSize());
        assertEquals(1, tiling.tileCount());
    }

    @Test
    void eachResidueModuloTheDilationIsAnImageOfItsOwn() {
        Tiling tiling = TilingSelector.select(ConvolutionPass.FORWARD,
                new ConvolutionShape(1, 1, new Vec3(1, 3, 3), new Vec3(1, 4, 2)), new Vec3(1, 40, 31), MAX_BYTES);
        assertEquals(new Vec3(1, 12, 18), tiling.transformSize());
        assertEquals(4 * 2, tiling.tileCount());
        assertEquals(new Vec3(0, 3, 1), tiling.start(7));
        assertEquals(new Vec3(1, 10, 15), tiling.outputExtent(7));
    }

    @Test
    void fallsBackToTheSmallestTilesIfNoneStayWithinTheLimit() {
        Tiling tiling = TilingSelector.select(ConvolutionPass.FORWARD,
                new ConvolutionShape(100, 100, Vec3.cube(5), Vec3.ONE), Vec3.cube(20), MAX_BYTES);
        assertEquals(new Vec3(5, 5, 6), tiling.transformSize());
        assertEquals(20 * 20 * 10, tiling.tileCount());
    }

    private static ConvolutionShape shape(Random random) {
        return new ConvolutionShape(1 + random.nextInt(10), 1 + random.nextInt(10),
                new Vec3(1 + random.nextInt(3), 1 + random.nextInt(5), 1 + random.nextInt(7)),
                new Vec3(1 + random.nextInt(2), 1 + random.nextInt(5), 1 + random.nextInt(9)));
    }

    private static int index(Vec3 size, Vec3 voxel) {
        return (voxel.z() * size.y() + voxel.y()) * size.x() + voxel.x();
    }

    private static void forEach(Vec3 size, Consumer<Vec3> action) {
        for (int z = 0; z < size.z(); z++) {
            for (int y = 0; y < size.y(); y++) {
                for (int x = 0; x < size.x(); x++) {
                    action.accept(new Vec3(z, y, x));
                }
            }
        }
    }
}
