package org.znn.worker.convolution.fft.simd.product;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.znn.worker.convolution.fft.simd.dft.ComplexVectors;

/** Compares the unrolled complex products with plain loops, bit for bit. */
@Tag("vector")
class ComplexProductsTest {

    private static final int LANES = ComplexVectors.LANES;
    private static final int COMPLEX = ComplexVectors.FLOATS;
    /** Distance between the real and the imaginary parts of spectra along z. */
    private static final int IMAGINARY = 50;
    private static final int MIRROR = 120;
    private static final long SEED = 7;

    private final Random random = new Random(SEED);

    @Test
    void gemmSumsProductsOverInputChannels() {
        for (int channels = 0; channels <= 2 * LANES + 1; channels++) {
            float[] x = floats(3 + (channels / LANES + 1) * ComplexGemm.TILES * COMPLEX);
            float[] weights = floats(5 + channels * COMPLEX);
            float[] actual = floats(2 + ComplexGemm.TILES * COMPLEX + 4);
            float[] expected = actual.clone();
            for (int tile = 0; tile < ComplexGemm.TILES; tile++) {
                for (int lane = 0; lane < LANES; lane++) {
                    int sum = 2 + tile * COMPLEX + lane;
                    clear(expected, sum);
                    for (int c = 0; c < channels; c++) {
                        int at = 3 + (c / LANES * ComplexGemm.TILES + tile) * COMPLEX + c % LANES;
                        int w = 5 + c * COMPLEX + lane;
                        multiplyAdd(expected, sum, x[at], x[at + LANES], weights[w], weights[w + LANES]);
                    }
                }
            }
            ComplexGemm.multiply(x, 3, channels, weights, 5, actual, 2);
            assertArrayEquals(expected, actual, "seed " + SEED + ", " + channels + " channels");
        }
    }

    @Test
    void outerProductSumsOverTiles() {
        for (int tiles = 0; tiles < 10; tiles++) {
            int gradients = 3 + (tiles + 1) * COMPLEX + ComplexOuterProduct.CHANNELS;
            float[] data = floats(gradients + tiles * COMPLEX);
            float[] actual = floats(2 + ComplexOuterProduct.CHANNELS * COMPLEX + 4);
            float[] expected = actual.clone();
            for (int channel = 0; channel < ComplexOuterProduct.CHANNELS; channel++) {
                for (int lane = 0; lane < LANES; lane++) {
                    int sum = 2 + channel * COMPLEX + lane;
                    clear(expected, sum);
                    for (int tile = 0; tile < tiles; tile++) {
                        int x = 3 + tile * COMPLEX + channel;
                        int g = gradients + tile * COMPLEX + lane;
                        multiplyAdd(expected, sum, data[x], -data[x + LANES], data[g], data[g + LANES]);
                    }
                }
            }
            ComplexOuterProduct.sumOverTiles(data, 3, gradients, tiles, actual, 2);
            assertArrayEquals(expected, actual, "seed " + SEED + ", " + tiles + " tiles");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7})
    void axialConvolutionSumsOverTaps(int taps) {
        int step = COMPLEX + 3;
        int mirror = 2 + AxialConvolution.PLANES * step;
        float[] x = floats(MIRROR + 2 * IMAGINARY);
        int[] planeLanes = lanes(2 + AxialConvolution.PLANES);
        int[] tapLanes = lanes(taps);
        float[] weights = floats(5 + taps * COMPLEX);
        float[] actual = floats(mirror + AxialConvolution.PLANES * step);
        float[] expected = actual.clone();
        for (int plane = 0; plane < AxialConvolution.PLANES; plane++) {
            for (int lane = 0; lane < LANES; lane++) {
                int sum = 2 + plane * step + lane;
                int mirrorSum = mirror + plane * step + lane;
                clear(expected, sum);
                clear(expected, mirrorSum);
                for (int tap = 0; tap < taps; tap++) {
                    int at = 1 + planeLanes[2 + plane] + tapLanes[tap];
                    int y = at - 1 + MIRROR;
                    float wr = weights[5 + tap * COMPLEX + lane];
                    float wi = weights[5 + tap * COMPLEX + lane + LANES];
                    multiplyAdd(expected, sum, x[at], x[at + IMAGINARY], wr, wi);
                    multiplyAdd(expected, mirrorSum, x[y], x[y + IMAGINARY], wr, -wi);
                }
            }
        }
        AxialConvolution.convolve(x, 1, MIRROR, IMAGINARY, planeLanes, 2, tapLanes, weights, 5, actual, 2, mirror,
                step);
        assertArrayEquals(expected, actual, "seed " + SEED);
    }

    /** 4, 5 and 7 taps are summed by one kernel each, 9 and 11 by two. */
    @ParameterizedTest
    @ValueSource(ints = {4, 5, 7, 9, 11})
    void axialOuterProductSumsOverPlanes(int taps) {
        int step = COMPLEX + 3;
        int gradients = MIRROR + 2 * IMAGINARY;
        int mirrorGradients = gradients + AxialConvolution.PLANES * step;
        float[] data = floats(mirrorGradients + AxialConvolution.PLANES * step);
        int[] planeLanes = lanes(2 + AxialConvolution.PLANES);
        int[] tapLanes = lanes(taps);
        float[] actual = floats(2 + taps * COMPLEX + 4);
        float[] expected = actual.clone();
        for (int tap = 0; tap < taps; tap++) {
            for (int lane = 0; lane < LANES; lane++) {
                int sum = 2 + tap * COMPLEX + lane;
                for (int plane = 0; plane < AxialConvolution.PLANES; plane++) {
                    int x = 1 + planeLanes[2 + plane] + tapLanes[tap];
                    int y = x - 1 + MIRROR;
                    int g = gradients + plane * step + lane;
                    int h = mirrorGradients + plane * step + lane;
                    multiplyAdd(expected, sum, data[x], data[x + IMAGINARY], data[g], -data[g + LANES]);
                    multiplyAdd(expected, sum, data[y], -data[y + IMAGINARY], data[h], data[h + LANES]);
                }
            }
        }
        AxialOuterProduct.accumulate(data, 1, MIRROR, IMAGINARY, planeLanes, 2, tapLanes, gradients, mirrorGradients,
                step, actual, 2);
        assertArrayEquals(expected, actual, "seed " + SEED);
    }

    private static void clear(float[] sums, int at) {
        sums[at] = 0;
        sums[at + LANES] = 0;
    }

    /** Adds x · w to a complex sum, in the kernels' order of operations. */
    private static void multiplyAdd(float[] sums, int at, float xr, float xi, float wr, float wi) {
        sums[at] = Math.fma(-wi, xi, Math.fma(wr, xr, sums[at]));
        sums[at + LANES] = Math.fma(wr, xi, Math.fma(wi, xr, sums[at + LANES]));
    }

    private int[] lanes(int count) {
        return random.ints(count, 0, IMAGINARY / 2).toArray();
    }

    private float[] floats(int length) {
        float[] floats = new float[length];
        for (int i = 0; i < length; i++) {
            floats[i] = random.nextFloat() - 0.5f;
        }
        return floats;
    }
}
