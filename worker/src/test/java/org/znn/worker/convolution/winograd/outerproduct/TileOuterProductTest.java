package org.znn.worker.convolution.winograd.outerproduct;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;
import java.util.stream.Stream;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that the unrolled outer products of the weight gradient equal plain loops bit for bit, including those that
 * only machines of another vector length use.
 */
@Tag("vector")
class TileOuterProductTest {

    private static final int LANES = FloatVector.SPECIES_PREFERRED.length();
    private static final long SEED = 3;

    static Stream<TileOuterProduct> kernels() {
        return Stream.of(new TileOuterProduct6x3(), new TileOuterProduct8x2(), new TileOuterProduct16x1(),
                new TileOuterProduct4x3(), new TileOuterProduct4x2(), new TileOuterProduct8x1());
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void sumsProductsOverTiles(TileOuterProduct kernel) {
        Random random = new Random(SEED);
        int sums = kernel.outputChannels() * kernel.inputVectors() * LANES;
        for (int tiles = 0; tiles < 9; tiles++) {
            int stride = (tiles + 1) * LANES;
            int inputs = (2 + kernel.outputChannels() * 2 / LANES + 2) * stride;
            int initial = inputs + kernel.inputVectors() * stride;
            int result = initial + sums;
            float[] expected = floats(random, result + sums + 3);
            float[] actual = expected.clone();
            int channel = kernel.outputChannels();
            for (int o = 0; o < kernel.outputChannels(); o++) {
                for (int v = 0; v < kernel.inputVectors(); v++) {
                    for (int lane = 0; lane < LANES; lane++) {
                        int index = (o * kernel.inputVectors() + v) * LANES + lane;
                        float sum = expected[initial + index];
                        for (int tile = 0; tile < tiles; tile++) {
                            float gradient = expected[(channel + o) / LANES * stride + tile * LANES
                                    + (channel + o) % LANES];
                            sum = Math.fma(expected[inputs + v * stride + tile * LANES + lane], gradient, sum);
                        }
                        expected[result + index] = sum;
                    }
                }
            }
            kernel.accumulate(actual, 0, channel, inputs, stride, tiles, initial, result);
            assertArrayEquals(expected, actual, "seed " + SEED + ", " + tiles + " tiles");
        }
    }

    private static float[] floats(Random random, int length) {
        float[] floats = new float[length];
        for (int i = 0; i < length; i++) {
            floats[i] = random.nextFloat() - 0.5f;
        }
        return floats;
    }
}
