package org.znn.worker.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.znn.common.network.TransferFunction;
import org.znn.worker.simd.DoubleRows;
import org.znn.worker.simd.FloatRows;
import org.znn.worker.simd.Rows;
import org.znn.worker.simd.Simd;

/** Row operations at every alignment and length, and on numbers that are none; nothing outside the row changes. */
class RowsTest {

    private static final int LENGTH = 120;
    private static final List<TransferFunction> FUNCTIONS = List.of(new TransferFunction.Linear(0.5, 2),
            TransferFunction.Linear.IDENTITY, new TransferFunction.RectifyLinear(),
            new TransferFunction.Tanh(1.7159, 0.6666), new TransferFunction.SoftSign(),
            new TransferFunction.Logistics(), new TransferFunction.ForwardLogistics());

    private static final List<Rows<float[]>> FLOAT32 = List.of(new FloatRows(), Simd.ofThisJvm().rows());

    /** A row operation. */
    private interface Operation<A> {
        void apply(Rows<A> rows, A from, int fromAt, A to, int toAt, int count);
    }

    /** The same on doubles, in plain loops. */
    private interface Expected {
        void apply(double[] from, int fromAt, double[] to, int toAt, int count);
    }

    @Test
    void adds() {
        compare(Rows::add, Rows::add, (from, f, to, t, n) -> {
            for (int i = 0; i < n; i++) {
                to[t + i] = from[f + i] + to[t + i];
            }
        });
    }

    @Test
    void keepsTheGreater() {
        compare(Rows::max, Rows::max, (from, f, to, t, n) -> {
            for (int i = 0; i < n; i++) {
                if (from[f + i] > to[t + i]) {
                    to[t + i] = from[f + i];
                }
            }
        });
    }

    @Test
    void appliesBiasAndFunction() {
        for (TransferFunction function : FUNCTIONS) {
            Random random = new Random(5);
            for (int count = 0; count < 70; count++) {
                int at = random.nextInt(LENGTH - count + 1);
                double[] numbers = numbers(random, false);
                double[] float64 = numbers.clone();
                new DoubleRows().transfer(float64, at, count, 0.25, function);
                float[] plain = floats(numbers);
                new FloatRows().transfer(plain, at, count, 0.25, function);
                float[] chosen = floats(numbers);
                Simd.ofThisJvm().rows().transfer(chosen, at, count, 0.25, function);
                assertArrayEquals(plain, chosen, function.toString());
                for (int i = 0; i < LENGTH; i++) {
                    boolean outside = i < at || i >= at + count;
                    double expected = outside ? numbers[i] : value(function, numbers[i] + 0.25);
                    assertEquals(expected, float64[i], outside ? 0 : 1e-15 * 8, function.toString());
                    assertEquals(expected, plain[i], outside ? 0 : 1e-6, function.toString());
                }
            }
        }
    }

    @Test
    void reluTurnsNotANumberIntoZero() {
        double[] float64 = new double[40];
        Arrays.fill(float64, Double.NaN);
        new DoubleRows().transfer(float64, 0, 40, 1, new TransferFunction.RectifyLinear());
        assertArrayEquals(new double[40], float64);
        for (Rows<float[]> rows : FLOAT32) {
            float[] float32 = new float[40];
            Arrays.fill(float32, Float.NaN);
            rows.transfer(float32, 0, 40, 1, new TransferFunction.RectifyLinear());
            assertArrayEquals(new float[40], float32);
        }
    }

    private static double value(TransferFunction function, double x) {
        if (function instanceof TransferFunction.RectifyLinear) {
            return Math.max(0, x);
        } else if (function instanceof TransferFunction.Linear f) {
            return f.a() * x + f.b();
        } else if (function instanceof TransferFunction.Tanh f) {
            return f.a() * StrictMath.tanh(f.b() * x);
        } else if (function instanceof TransferFunction.SoftSign) {
            return x / (1 + Math.abs(x));
        }
        return 1 / (1 + StrictMath.exp(-x));
    }

    private static void compare(Operation<double[]> float64, Operation<float[]> float32, Expected expected) {
        Random random = new Random(1);
        for (int count = 0; count < 110; count++) {
            int from = random.nextInt(LENGTH - count + 1);
            int to = random.nextInt(LENGTH - count + 1);
            double[] a = numbers(random, true);
            double[] before = numbers(random, true);
            double[] right = before.clone();
            expected.apply(a, from, right, to, count);
            double[] doubles = before.clone();
            float64.apply(new DoubleRows(), a, from, doubles, to, count);
            assertArrayEquals(right, doubles, count + " numbers in float64");
            for (Rows<float[]> rows : FLOAT32) {
                float[] floats = floats(before);
                float32.apply(rows, floats(a), from, floats, to, count);
                assertArrayEquals(floats(right), floats, count + " numbers by " + rows.getClass().getSimpleName());
            }
        }
    }

    /** Eighths from -8 to 8, whose sums are exact in either precision, ties and NaN among them. */
    private static double[] numbers(Random random, boolean withNotANumber) {
        return random.doubles(LENGTH, 0, 1).map(v ->
                withNotANumber && v < 0.1 ? Double.NaN : Math.rint(random.nextGaussian() * 16) / 8).toArray();
    }

    private static float[] floats(double[] numbers) {
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }
}
