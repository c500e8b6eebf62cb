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

/** The functions of float32 against those of {@link StrictMath}, over all magnitudes a float can have. */
class TransferAccuracyTest {

    private static final int COUNT = 200_003;
    private static final double MOST_ULPS = 3;

    @Test
    void tanhIsWithinThreeUlps() {
        check(new TransferFunction.Tanh(1, 1), StrictMath::tanh);
    }

    @Test
    void logisticIsWithinThreeUlps() {
        DoubleUnaryOperator expected = x -> x < 0 ? StrictMath.exp(x) / (1 + StrictMath.exp(x))
                : 1 / (1 + StrictMath.exp(-x));
        check(new TransferFunction.Logistics(), expected);
        check(new TransferFunction.ForwardLogistics(), expected);
    }

    @Test
    void softSignIsWithinThreeUlps() {
        check(new TransferFunction.SoftSign(), x -> x / (1 + Math.abs(x)));
    }

    @Test
    void theEndsAreExact() {
        float[] ends = {Float.NEGATIVE_INFINITY, -Float.MAX_VALUE, -0.0f, 0, Float.MAX_VALUE, Float.POSITIVE_INFINITY};
        assertEnds(new TransferFunction.Tanh(1, 1), ends, -1, -1, 0, 0, 1, 1);
        assertEnds(new TransferFunction.Logistics(), ends, 0, 0, 0.5f, 0.5f, 1, 1);
        float[] none = {Float.NaN};
        assertEnds(new TransferFunction.Tanh(1, 1), none, Float.NaN);
        assertEnds(new TransferFunction.Logistics(), none, Float.NaN);
        assertEnds(new TransferFunction.SoftSign(), none, Float.NaN);
    }

    private static void check(TransferFunction function, DoubleUnaryOperator expected) {
        float[] x = numbers();
        float[] plain = x.clone();
        new FloatRows().transfer(plain, 0, COUNT, 0, function);
        float[] chosen = x.clone();
        Simd.ofThisJvm().rows().transfer(chosen, 0, COUNT, 0, function);
        assertArrayEquals(plain, chosen);
        for (int i = 0; i < COUNT; i++) {
            double exact = expected.applyAsDouble(x[i]);
            double error = Math.abs(plain[i] - exact) / Math.ulp((float) exact);
            assertTrue(error <= MOST_ULPS, function + " of " + x[i] + " is " + plain[i] + ", not " + exact);
        }
    }

    /** Half of them where functions bend, the others of any magnitude. */
    private static float[] numbers() {
        Random random = new Random(11);
        float[] numbers = new float[COUNT];
        for (int i = 0; i < COUNT; i++) {
            float any = Float.intBitsToFloat(random.nextInt());
            numbers[i] = i % 2 == 0 || !Float.isFinite(any) ? (float) random.nextGaussian() * (1 + i % 32) : any;
        }
        return numbers;
    }

    private static void assertEnds(TransferFunction function, float[] x, float... expected) {
        for (Rows<float[]> rows : List.of(new FloatRows(), Simd.ofThisJvm().rows())) {
            for (int i = 0; i < x.length; i++) {
                float[] row = new float[40];
                Arrays.fill(row, x[i]);
                rows.transfer(row, 0, row.length, 0, function);
                for (float value : row) {
                    assertEquals(expected[i], value, 0, function + " of " + x[i]);
                }
            }
        }
    }
}
