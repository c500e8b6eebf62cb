package org.znn.worker.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.znn.worker.simd.TestArrays.floats;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.znn.common.network.TransferFunction;

/** Tests row operations at every alignment and length, and with NaN; elements outside the row must not change. */
class RowOpsTest {

    private static final int LENGTH = 120;
    private static final List<TransferFunction> FUNCTIONS = List.of(new TransferFunction.Linear(0.5, 2),
            TransferFunction.Linear.IDENTITY, new TransferFunction.RectifyLinear(),
            new TransferFunction.Tanh(1.7159, 0.6666), new TransferFunction.SoftSign(),
            new TransferFunction.Logistics(), new TransferFunction.ForwardLogistics());

    private static final List<RowOps<float[]>> FLOAT32 = List.of(new FloatRowOps(), Simd.preferred().rowOps());

    /** Row operation under test. */
    private interface Operation<A> {
        void apply(RowOps<A> rowOps, A from, int fromOffset, A to, int toOffset, int count);
    }

    /** Expected result in float64, in plain loops. */
    private interface Expected {
        void apply(double[] from, int fromOffset, double[] to, int toOffset, int count);
    }

    @Test
    void addsElementwise() {
        compare(RowOps::add, RowOps::add, (from, f, to, t, n) -> {
            for (int i = 0; i < n; i++) {
                to[t + i] = from[f + i] + to[t + i];
            }
        });
    }

    @Test
    void takesElementwiseMaximum() {
        compare(RowOps::max, RowOps::max, (from, f, to, t, n) -> {
            for (int i = 0; i < n; i++) {
                if (from[f + i] > to[t + i]) {
                    to[t + i] = from[f + i];
                }
            }
        });
    }

    @Test
    void appliesBiasAndTransferFunction() {
        for (TransferFunction function : FUNCTIONS) {
            Random random = new Random(5);
            for (int count = 0; count < 70; count++) {
                int offset = random.nextInt(LENGTH - count + 1);
                double[] data = randomEighths(random, false);
                double[] float64 = data.clone();
                new DoubleRowOps().applyTransfer(float64, offset, count, 0.25, function);
                float[] scalar = floats(data);
                new FloatRowOps().applyTransfer(scalar, offset, count, 0.25, function);
                float[] preferred = floats(data);
                Simd.preferred().rowOps().applyTransfer(preferred, offset, count, 0.25, function);
                assertArrayEquals(scalar, preferred, function.toString());
                for (int i = 0; i < LENGTH; i++) {
                    boolean outside = i < offset || i >= offset + count;
                    double expected = outside ? data[i] : value(function, data[i] + 0.25);
                    assertEquals(expected, float64[i], outside ? 0 : 1e-15 * 8, function.toString());
                    assertEquals(expected, scalar[i], outside ? 0 : 1e-6, function.toString());
                }
            }
        }
    }

    @Test
    void rectifyLinearMapsNaNToZero() {
        double[] float64 = new double[40];
        Arrays.fill(float64, Double.NaN);
        new DoubleRowOps().applyTransfer(float64, 0, 40, 1, new TransferFunction.RectifyLinear());
        assertArrayEquals(new double[40], float64);
        for (RowOps<float[]> rowOps : FLOAT32) {
            float[] float32 = new float[40];
            Arrays.fill(float32, Float.NaN);
            rowOps.applyTransfer(float32, 0, 40, 1, new TransferFunction.RectifyLinear());
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
            double[] a = randomEighths(random, true);
            double[] before = randomEighths(random, true);
            double[] result = before.clone();
            expected.apply(a, from, result, to, count);
            double[] doubles = before.clone();
            float64.apply(new DoubleRowOps(), a, from, doubles, to, count);
            assertArrayEquals(result, doubles, count + " elements in float64");
            for (RowOps<float[]> rowOps : FLOAT32) {
                float[] floats = floats(before);
                float32.apply(rowOps, floats(a), from, floats, to, count);
                assertArrayEquals(floats(result), floats,
                        count + " elements with " + rowOps.getClass().getSimpleName());
            }
        }
    }

    /** Returns eighths, mostly from -8 to 8, including ties and NaN; their sums are exact in either precision. */
    private static double[] randomEighths(Random random, boolean withNaN) {
        return random.doubles(LENGTH, 0, 1).map(v ->
                withNaN && v < 0.1 ? Double.NaN : Math.rint(random.nextGaussian() * 16) / 8).toArray();
    }
}
