package org.znn.worker.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.znn.worker.simd.TestArrays.floats;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests max pooling of rows and its gradient, at every length, with ties and NaN; other elements must not change. */
class MaxPoolRowOpsTest {

    private static final List<RowOps<float[]>> ROWS = List.of(new FloatRowOps(), Simd.preferred().rowOps());
    private static final List<GradientRowOps<float[]>> GRADIENT_ROWS =
            List.of(new FloatGradientRowOps(), Simd.preferred().gradientRowOps());
    private static final int LENGTH = 640;

    private final Random random = new Random(4);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void matchWindowByWindowReference(int width) {
        for (int count = 0; count < 50; count++) {
            int[] rows = {0, 155, 310 + random.nextInt(5), 470};
            int offset = random.nextInt(150 - count * width + 1);
            double[] value = randomIntegers(-2, 2);
            for (int i = 0; i < LENGTH; i += 1 + random.nextInt(20)) {
                value[i] = Double.NaN;
            }
            double[] gradient = randomIntegers(1, 9);
            double[] maxima = randomIntegers(1, 9);
            double[] written = randomIntegers(1, 9);
            double[] expectedMaxima = maxima.clone();
            double[] added = written.clone();
            double[] routed = written.clone();
            for (int i = 0; i < count; i++) {
                int maxIndex = maxIndex(value, offset + i * width, rows, width);
                expectedMaxima[7 + i] = value[maxIndex];
                for (int row : rows) {
                    for (int x = 0; x < width; x++) {
                        int voxel = offset + i * width + row + x;
                        double incoming = voxel == maxIndex && !Double.isNaN(value[maxIndex]) ? gradient[5 + i] : 0;
                        added[voxel] += incoming;
                        routed[voxel] = incoming;
                    }
                }
            }
            assertMaxPool(value, offset, rows, maxima, expectedMaxima, count, width);
            assertMaxPoolGradient(value, offset, rows, gradient, written, routed, count, width, false);
            assertMaxPoolGradient(value, offset, rows, gradient, written, added, count, width, true);
        }
    }

    private static void assertMaxPool(double[] value, int offset, int[] rows, double[] before, double[] expected,
            int count, int width) {
        double[] float64 = before.clone();
        new DoubleRowOps().maxPool(value, offset, rows, float64, 7, count, width);
        assertArrayEquals(expected, float64);
        for (RowOps<float[]> implementation : ROWS) {
            float[] float32 = floats(before);
            implementation.maxPool(floats(value), offset, rows, float32, 7, count, width);
            assertArrayEquals(floats(expected), float32, count + " windows");
        }
    }

    private static void assertMaxPoolGradient(double[] value, int offset, int[] rows, double[] gradient,
            double[] before, double[] expected, int count, int width, boolean accumulate) {
        double[] float64 = before.clone();
        new DoubleGradientRowOps().maxPoolGradient(value, float64, offset, rows, gradient, 5, count, width, accumulate);
        assertArrayEquals(expected, float64);
        for (GradientRowOps<float[]> implementation : GRADIENT_ROWS) {
            float[] float32 = floats(before);
            implementation.maxPoolGradient(floats(value), float32, offset, rows, floats(gradient), 5, count, width,
                    accumulate);
            assertArrayEquals(floats(expected), float32, count + " windows, accumulate " + accumulate);
        }
    }

    /**
     * Returns the index of the maximum. Ties go to the first row of a column, then to the first column; a NaN is never
     * greater.
     */
    private static int maxIndex(double[] value, int offset, int[] rows, int width) {
        int maxIndex = -1;
        for (int x = 0; x < width; x++) {
            int columnMaxIndex = offset + x + rows[0];
            for (int row : rows) {
                columnMaxIndex = value[offset + x + row] > value[columnMaxIndex] ? offset + x + row : columnMaxIndex;
            }
            maxIndex = maxIndex < 0 || value[columnMaxIndex] > value[maxIndex] ? columnMaxIndex : maxIndex;
        }
        return maxIndex;
    }

    /** Returns random integers. */
    private double[] randomIntegers(int from, int to) {
        return random.ints(LENGTH, from, to).asDoubleStream().toArray();
    }
}
