package org.znn.worker.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.znn.worker.simd.TestArrays.floats;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.znn.common.network.TransferFunction;

/** Tests backward row operations at every alignment and length; elements outside the row must not change. */
class GradientRowOpsTest {

    private static final int LENGTH = 150;
    private static final List<GradientRowOps<float[]>> FLOAT32 =
            List.of(new FloatGradientRowOps(), Simd.preferred().gradientRowOps());
    private static final DoubleGradientRowOps FLOAT64 = new DoubleGradientRowOps();

    private final Random random = new Random(3);

    @Test
    void routesGradientToFirstMaximumAndClearsIt() {
        for (int count = 0; count < 100; count++) {
            int offset = random.nextInt(LENGTH - count + 1);
            int to = random.nextInt(LENGTH - count + 1);
            double[] value = randomEighths();
            double[] max = randomEighths();
            double[] gradient = randomEighths();
            double[] target = randomEighths();
            double[] remaining = gradient.clone();
            double[] expected = target.clone();
            for (int i = 0; i < count; i++) {
                if (value[offset + i] == max[to + i]) {
                    expected[to + i] += gradient[offset + i];
                    remaining[offset + i] = 0;
                }
            }
            double[] g64 = gradient.clone();
            double[] t64 = target.clone();
            FLOAT64.routeMaxGradient(value, offset, max, to, g64, offset, t64, to, count);
            assertArrayEquals(expected, t64);
            assertArrayEquals(remaining, g64);
            for (GradientRowOps<float[]> rowOps : FLOAT32) {
                float[] g32 = floats(gradient);
                float[] t32 = floats(target);
                rowOps.routeMaxGradient(floats(value), offset, floats(max), to, g32, offset, t32, to, count);
                assertArrayEquals(floats(expected), t32, count + " elements");
                assertArrayEquals(floats(remaining), g32, count + " elements");
            }
        }
    }

    @Test
    void multipliesByDerivativeOfOutput() {
        List<TransferFunction> functions = List.of(new TransferFunction.Linear(0.5, 2),
                new TransferFunction.RectifyLinear(), new TransferFunction.Tanh(1.7159, 0.6666),
                new TransferFunction.SoftSign(), new TransferFunction.Logistics(),
                new TransferFunction.ForwardLogistics());
        for (TransferFunction function : functions) {
            for (int count = 0; count < 70; count++) {
                int offset = random.nextInt(LENGTH - count + 1);
                int to = random.nextInt(LENGTH - count + 1);
                double[] value = random.doubles(LENGTH, -1, 1).map(v -> v < -0.7 ? 0 : (float) v).toArray();
                double[] gradient = randomEighths();
                double[] expected = gradient.clone();
                for (int i = 0; i < count; i++) {
                    expected[to + i] *= derivative(function, value[offset + i]);
                }
                double[] float64 = gradient.clone();
                FLOAT64.multiplyByDerivative(function, value, offset, float64, to, count);
                assertArrayEquals(expected, float64, 1e-14, function.toString());
                for (GradientRowOps<float[]> rowOps : FLOAT32) {
                    float[] float32 = floats(gradient);
                    rowOps.multiplyByDerivative(function, floats(value), offset, float32, to, count);
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
    void sumIsBitIdenticalInEveryImplementation() {
        for (int count = 1; count < 70; count++) {
            int offset = random.nextInt(LENGTH - count - GradientRowOps.SUM_COLUMNS);
            double[] data = random.doubles(LENGTH, -1, 1).map(v -> (float) v).toArray();
            double expected = Arrays.stream(data, offset, offset + count).sum();
            Arrays.fill(data, offset + count, LENGTH, Double.NaN);
            assertEquals(expected, FLOAT64.sum(data, offset, count), 1e-13);
            double scalar = FLOAT32.get(0).sum(floats(data), offset, count);
            assertEquals(expected, scalar, 1e-5);
            assertEquals(scalar, FLOAT32.get(1).sum(floats(data), offset, count), count + " elements");
        }
    }

    @Test
    void dropoutKeepsTheSameVoxelsInEveryImplementation() {
        for (int count = 0; count < 70; count++) {
            for (boolean accumulate : new boolean[] {false, true}) {
                int offset = random.nextInt(LENGTH - count + 1);
                int to = random.nextInt(LENGTH - count + 1);
                long key = random.nextLong();
                double[] from = randomEighths();
                double[] before = randomEighths();
                // Keep probability 1/4: dividing by it is exact in every precision.
                double[] float64 = before.clone();
                FLOAT64.dropout(from, offset, float64, to, count, key, 0.25, accumulate);
                for (int i = 0; i < LENGTH; i++) {
                    boolean outside = i < to || i >= to + count;
                    double previous = outside || accumulate ? before[i] : 0;
                    double kept = outside ? 0 : from[offset + i - to] * 4;
                    assertTrue(float64[i] == previous || float64[i] == previous + kept,
                            "voxel is neither kept nor dropped");
                }
                for (GradientRowOps<float[]> rowOps : FLOAT32) {
                    float[] float32 = floats(before);
                    rowOps.dropout(floats(from), offset, float32, to, count, key, 0.25, accumulate);
                    assertArrayEquals(floats(float64), float32, count + " elements");
                }
            }
        }
    }

    /** Returns eighths from -4 to 4, including ties but no negative zero; their sums are exact in either precision. */
    private double[] randomEighths() {
        return random.doubles(LENGTH).map(v -> Math.floor(v * 64) / 8 - 4).toArray();
    }
}
