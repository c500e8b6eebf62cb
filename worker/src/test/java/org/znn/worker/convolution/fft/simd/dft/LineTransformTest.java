package org.znn.worker.convolution.fft.simd.dft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Transforms of lines against the definition in float64. */
class LineTransformTest {

    private static final int LANES = ComplexVectors.LANES;
    private static final int COMPLEX = ComplexVectors.FLOATS;
    private static final int LINES = 3;

    static List<Integer> lengths() {
        return LineTransform.supportedLengths();
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void transformsEveryLaneOfEveryLine(int length) {
        Random random = new Random(length);
        // Lines are contiguous in the source, and elements of the same index in the target.
        float[] source = new float[LINES * length * COMPLEX];
        for (int i = 0; i < source.length; i++) {
            source[i] = random.nextFloat() - 0.5f;
        }
        float[] target = new float[source.length];
        LineTransform.of(length).transform(source, 0, length * COMPLEX, COMPLEX, target, 0, COMPLEX, LINES * COMPLEX,
                LINES, new float[length * COMPLEX], 0);

        for (int line = 0; line < LINES; line++) {
            for (int lane = 0; lane < LANES; lane++) {
                int from = line * length * COMPLEX + lane;
                for (int k = 0; k < length; k++) {
                    double[] expected = definition(source, from, length, k);
                    int at = (k * LINES + line) * COMPLEX + lane;
                    assertEquals(expected[0], target[at], 2e-6, "real part " + k);
                    assertEquals(expected[1], target[at + LANES], 2e-6, "imaginary part " + k);
                }
            }
        }
    }

    private static double[] definition(float[] source, int from, int length, int k) {
        double re = 0;
        double im = 0;
        for (int n = 0; n < length; n++) {
            double angle = -2 * Math.PI * n * k / length;
            double a = source[from + n * COMPLEX];
            double b = source[from + n * COMPLEX + LANES];
            re += a * Math.cos(angle) - b * Math.sin(angle);
            im += a * Math.sin(angle) + b * Math.cos(angle);
        }
        return new double[] {re, im};
    }

    @Test
    void rejectsUnsupportedLengths() {
        assertThrows(IllegalArgumentException.class, () -> LineTransform.of(7));
    }
}
