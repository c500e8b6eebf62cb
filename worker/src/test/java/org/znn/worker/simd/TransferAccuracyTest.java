package org.znn.worker.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.znn.common.network.TransferFunction;

/** Tests the accuracy of the float32 transfer functions against {@link StrictMath}, over all magnitudes of a float. */
class TransferAccuracyTest {

    private static final int COUNT = 200_003;
    private static final double MAX_ULPS = 3;

    @Test
    void tanhIsWithinThreeUlps() {
        assertWithinTolerance(new TransferFunction.Tanh(1, 1), StrictMath::tanh);
    }

    @Test
    void logisticIsWithinThreeUlps() {
        DoubleUnaryOperator expected = x -> x < 0 ? StrictMath.exp(x) / (1 + StrictMath.exp(x))
                : 1 / (1 + StrictMath.exp(-x));
        assertWithinTolerance(new TransferFunction.Logistics(), expected);
        assertWithinTolerance(new TransferFunction.ForwardLogistics(), expected);
    }

    @Test
    void softSignIsWithinThreeUlps() {
        assertWithinTolerance(new TransferFunction.SoftSign(), x -> x / (1 + Math.abs(x)));
    }

    @Test
    void limitsAreExact() {
        float[] limits =
                {Float.NEGATIVE_INFINITY, -Float.MAX_VALUE, -0.0f, 0, Float.MAX_VALUE, Float.POSITIVE_INFINITY};
        assertValues(new TransferFunction.Tanh(1, 1), limits, -1, -1, 0, 0, 1, 1);
        assertValues(new TransferFunction.Logistics(), limits, 0, 0, 0.5f, 0.5f, 1, 1);
        float[] nan = {Float.NaN};
        assertValues(new TransferFunction.Tanh(1, 1), nan, Float.NaN);
        assertValues(new TransferFunction.Logistics(), nan, Float.NaN);
        assertValues(new TransferFunction.SoftSign(), nan, Float.NaN);
    }

    private static void assertWithinTolerance(TransferFunction function, DoubleUnaryOperator expected) {
        float[] x = testValues();
        float[] scalar = x.clone();
        new FloatRowOps().applyTransfer(scalar, 0, COUNT, 0, function);
        float[] preferred = x.clone();
        Simd.preferred().rowOps().applyTransfer(preferred, 0, COUNT, 0, function);
        assertArrayEquals(scalar, preferred);
        for (int i = 0; i < COUNT; i++) {
            double exact = expected.applyAsDouble(x[i]);
            double error = Math.abs(scalar[i] - exact) / Math.ulp((float) exact);
            assertTrue(error <= MAX_ULPS, function + " of " + x[i] + " is " + scalar[i] + " instead of " + exact);
        }
    }

    /** Returns test values: half of them near the bend of the functions, the others of any magnitude. */
    private static float[] testValues() {
        Random random = new Random(11);
        float[] values = new float[COUNT];
        for (int i = 0; i < COUNT; i++) {
            float any = Float.intBitsToFloat(random.nextInt());
            values[i] = i % 2 == 0 || !Float.isFinite(any) ? (float) random.nextGaussian() * (1 + i % 32) : any;
        }
        return values;
    }

    private static void assertValues(TransferFunction function, float[] x, float... expected) {
        for (RowOps<float[]> rowOps : List.of(new FloatRowOps(), Simd.preferred().rowOps())) {
            for (int i = 0; i < x.length; i++) {
                float[] row = new float[40];
                Arrays.fill(row, x[i]);
                rowOps.applyTransfer(row, 0, row.length, 0, function);
                for (float value : row) {
                    assertEquals(expected[i], value, 0, function + " of " + x[i]);
                }
            }
        }
    }
}
