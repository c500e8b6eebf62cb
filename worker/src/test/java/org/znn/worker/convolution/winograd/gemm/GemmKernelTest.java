package org.znn.worker.convolution.winograd.gemm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that the unrolled matrix products equal plain loops bit for bit. */
@Tag("vector")
class GemmKernelTest {

    private static final int LANES = FloatVector.SPECIES_PREFERRED.length();
    private static final long SEED = 5;

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5})
    void sumsProductsOverInputChannels(int vectors) {
        Random random = new Random(SEED);
        for (int channels = 0; channels < 12; channels++) {
            int inputStride = (channels + 2) * LANES;
            int sumStride = vectors * LANES + 3;
            float[] inputs = floats(random, 4 + vectors * inputStride);
            float[] weights = floats(random, 6 + channels * GemmKernel.OUTPUT_CHANNELS);
            float[] expected = floats(random, 2 + GemmKernel.OUTPUT_CHANNELS * sumStride);
            float[] actual = expected.clone();
            for (int o = 0; o < GemmKernel.OUTPUT_CHANNELS; o++) {
                for (int v = 0; v < vectors; v++) {
                    for (int lane = 0; lane < LANES; lane++) {
                        float sum = 0;
                        for (int c = 0; c < channels; c++) {
                            sum = Math.fma(inputs[4 + v * inputStride + c * LANES + lane],
                                    weights[6 + c * GemmKernel.OUTPUT_CHANNELS + o], sum);
                        }
                        expected[2 + o * sumStride + v * LANES + lane] = sum;
                    }
                }
            }
            GemmKernel.of(vectors).multiply(inputs, 4, inputStride, channels, weights, 6, actual, 2, sumStride);
            assertArrayEquals(expected, actual, "seed " + SEED + ", " + channels + " channels");
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
