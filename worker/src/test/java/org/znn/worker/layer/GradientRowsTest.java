package org.znn.worker.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.znn.common.network.TransferFunction;
import org.znn.worker.simd.DoubleGradientRows;
import org.znn.worker.simd.FloatGradientRows;
import org.znn.worker.simd.GradientRows;
import org.znn.worker.simd.Simd;

/** Row operations of backward passes at every alignment and length; nothing outside the row changes. */
class GradientRowsTest {

    private static final int LENGTH = 150;
    private static final List<GradientRows<float[]>> FLOAT32 =
            List.of(new FloatGradientRows(), Simd.ofThisJvm().gradientRows());
    private static final DoubleGradientRows FLOAT64 = new DoubleGradientRows();

    private final Random random = new Random(3);

    @Test
    void routesToTheFirstOfEqualsAndTakesWhatItGave() {
        for (int count = 0; count < 100; count++) {
            int at = random.nextInt(LENGTH - count + 1);
            int to = random.nextInt(LENGTH - count + 1);
            double[] value = numbers();
            double[] greatest = numbers();
            double[] gradient = numbers();
            double[] target = numbers();
            double[] left = gradient.clone();
            double[] expected = target.clone();
            for (int i = 0; i < count; i++) {
                if (value[at + i] == greatest[to + i]) {
                    expected[to + i] += gradient[at + i];
                    left[at + i] = 0;
                }
            }
            double[] g64 = gradient.clone();
            double[] t64 = target.clone();
            FLOAT64.route(value, at, greatest, to, g64, at, t64, to, count);
            assertArrayEquals(expected, t64);
            assertArrayEquals(left, g64);
            for (GradientRows<float[]> rows : FLOAT32) {
                float[] g32 = floats(gradient);
                float[] t32 = floats(target);
                rows.route(floats(value), at, floats(greatest), to, g32, at, t32, to, count);
                assertArrayEquals(floats(expected), t32, count + " numbers");
                assertArrayEquals(floats(left), g32, count + " numbers");
            }
        }
    }

    @Test
    void derivativesAreThoseOfTheOutput() {
        List<TransferFunction> functions = List.of(new TransferFunction.Linear(0.5, 2),
                new TransferFunction.RectifyLinear(), new TransferFunction.Tanh(1.7159, 0.6666),
                new TransferFunction.SoftSign(), new TransferFunction.Logistics(),
                new TransferFunction.ForwardLogistics());
        for (TransferFunction function : functions) {
            for (int count = 0; count < 70; count++) {
                int at = random.nextInt(LENGTH - count + 1);
                int to = random.nextInt(LENGTH - count + 1);
                double[] value = random.doubles(LENGTH, -1, 1).map(v -> v < -0.7 ? 0 : (float) v).toArray();
                double[] gradient = numbers();
                double[] expected = gradient.clone();
                for (int i = 0; i < count; i++) {
                    expected[to + i] *= derivative(function, value[at + i]);
                }
                double[] float64 = gradient.clone();
                FLOAT64.derivative(function, value, at, float64, to, count);
                assertArrayEquals(expected, float64, 1e-14, function.toString());
                for (GradientRows<float[]> rows : FLOAT32) {
                    float[] float32 = floats(gradient);
                    rows.derivative(function, floats(value), at, float32, to, count);
                    assertArrayEquals(floats(expected), float32, 4e-6f, function.toString());
                }
            }
        }
    }

    private static double derivative(TransferFunction function, double f) {
        if (function instanceof TransferFunction.RectifyLinear) {
            return f > 0 ? 1 : 0;
        } else if (function instanceof TransferFunction.Linear linear) {
            return linear.a();
        } else if (function instanceof TransferFunction.Tanh tanh) {
            return tanh.a() * tanh.b() - tanh.b() / tanh.a() * f * f;
        } else if (function instanceof TransferFunction.SoftSign) {
            return 1 - 2 * Math.abs(f) + f * f;
        } else if (function instanceof TransferFunction.Logistics) {
            return f - f * f;
        }
        return 1;
    }

    @Test
    void sumsHaveTheSameBitsInEveryImplementation() {
        for (int count = 1; count < 70; count++) {
            int at = random.nextInt(LENGTH - count - GradientRows.COLUMNS);
            double[] data = random.doubles(LENGTH, -1, 1).map(v -> (float) v).toArray();
            double expected = Arrays.stream(data, at, at + count).sum();
            Arrays.fill(data, at + count, LENGTH, Double.NaN);
            assertEquals(expected, FLOAT64.sum(data, at, count), 1e-13);
            double plain = FLOAT32.get(0).sum(floats(data), at, count);
            assertEquals(expected, plain, 1e-5);
            assertEquals(plain, FLOAT32.get(1).sum(floats(data), at, count), count + " numbers");
        }
    }

    @Test
    void dropsTheSameVoxelsInEveryImplementation() {
        for (int count = 0; count < 70; count++) {
            for (boolean add : new boolean[] {false, true}) {
                int at = random.nextInt(LENGTH - count + 1);
                int to = random.nextInt(LENGTH - count + 1);
                long key = random.nextLong();
                double[] from = numbers();
                double[] before = numbers();
                // A quarter is kept: dividing by it is exact in every precision.
                double[] float64 = before.clone();
                FLOAT64.drop(from, at, float64, to, count, key, 0.25, add);
                for (int i = 0; i < LENGTH; i++) {
                    boolean outside = i < to || i >= to + count;
                    double old = outside || add ? before[i] : 0;
                    double kept = outside ? 0 : from[at + i - to] * 4;
                    assertTrue(float64[i] == old || float64[i] == old + kept, "kept or not");
                }
                for (GradientRows<float[]> rows : FLOAT32) {
                    float[] float32 = floats(before);
                    rows.drop(floats(from), at, float32, to, count, key, 0.25, add);
                    assertArrayEquals(floats(float64), float32, count + " numbers");
                }
            }
        }
    }

    /** Eighths from -4 to 4, whose sums are exact in either precision, ties among them, but no negative 0. */
    private double[] numbers() {
        return random.doubles(LENGTH).map(v -> Math.floor(v * 64) / 8 - 4).toArray();
    }

    private static float[] floats(double[] numbers) {
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }
}
