package org.znn.worker.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.znn.worker.simd.DoubleGradientRows;
import org.znn.worker.simd.DoubleRows;
import org.znn.worker.simd.FloatGradientRows;
import org.znn.worker.simd.FloatRows;
import org.znn.worker.simd.GradientRows;
import org.znn.worker.simd.Rows;
import org.znn.worker.simd.Simd;

/** Maxima of windows side by side and the way back, at every length, with equals and NaN; nothing outside changes. */
class WindowRowsTest {

    private static final List<Rows<float[]>> ROWS = List.of(new FloatRows(), Simd.ofThisJvm().rows());
    private static final List<GradientRows<float[]>> GRADIENT_ROWS =
            List.of(new FloatGradientRows(), Simd.ofThisJvm().gradientRows());
    private static final int LENGTH = 640;

    private final Random random = new Random(4);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void agreeWithOneWindowAfterAnother(int width) {
        for (int count = 0; count < 50; count++) {
            int[] rows = {0, 155, 310 + random.nextInt(5), 470};
            int at = random.nextInt(150 - count * width + 1);
            double[] value = numbers(-2, 2);
            for (int i = 0; i < LENGTH; i += 1 + random.nextInt(20)) {
                value[i] = Double.NaN;
            }
            double[] gradient = numbers(1, 9);
            double[] maxima = numbers(1, 9);
            double[] written = numbers(1, 9);
            double[] greatest = maxima.clone();
            double[] added = written.clone();
            double[] routed = written.clone();
            for (int i = 0; i < count; i++) {
                int winner = winner(value, at + i * width, rows, width);
                greatest[7 + i] = value[winner];
                for (int row : rows) {
                    for (int x = 0; x < width; x++) {
                        int voxel = at + i * width + row + x;
                        double arrives = voxel == winner && !Double.isNaN(value[winner]) ? gradient[5 + i] : 0;
                        added[voxel] += arrives;
                        routed[voxel] = arrives;
                    }
                }
            }
            check(value, at, rows, maxima, greatest, count, width);
            checkGradient(value, at, rows, gradient, written, routed, count, width, false);
            checkGradient(value, at, rows, gradient, written, added, count, width, true);
        }
    }

    private static void check(double[] value, int at, int[] rows, double[] before, double[] expected, int count,
            int width) {
        double[] float64 = before.clone();
        new DoubleRows().maxOfWindows(value, at, rows, float64, 7, count, width);
        assertArrayEquals(expected, float64);
        for (Rows<float[]> implementation : ROWS) {
            float[] float32 = floats(before);
            implementation.maxOfWindows(floats(value), at, rows, float32, 7, count, width);
            assertArrayEquals(floats(expected), float32, count + " windows");
        }
    }

    private static void checkGradient(double[] value, int at, int[] rows, double[] gradient, double[] before,
            double[] expected, int count, int width, boolean add) {
        double[] float64 = before.clone();
        new DoubleGradientRows().routeToWindows(value, float64, at, rows, gradient, 5, count, width, add);
        assertArrayEquals(expected, float64);
        for (GradientRows<float[]> implementation : GRADIENT_ROWS) {
            float[] float32 = floats(before);
            implementation.routeToWindows(floats(value), float32, at, rows, floats(gradient), 5, count, width, add);
            assertArrayEquals(floats(expected), float32, count + " windows, add " + add);
        }
    }

    /** The first of the greatest of its column, of the columns' the first of the greatest; NaN is never greater. */
    private static int winner(double[] value, int at, int[] rows, int width) {
        int winner = -1;
        for (int x = 0; x < width; x++) {
            int top = at + x + rows[0];
            for (int row : rows) {
                top = value[at + x + row] > value[top] ? at + x + row : top;
            }
            winner = winner < 0 || value[top] > value[winner] ? top : winner;
        }
        return winner;
    }

    /** Whole numbers. */
    private double[] numbers(int from, int to) {
        return random.ints(LENGTH, from, to).asDoubleStream().toArray();
    }

    private static float[] floats(double[] numbers) {
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }
}
