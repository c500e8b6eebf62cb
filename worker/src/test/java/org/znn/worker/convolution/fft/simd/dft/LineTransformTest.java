package org.znn.worker.convolution.fft.simd.dft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares transforms of lines with the definition of the DFT in float64. */
@Tag("vector")
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
        // Lines are contiguous in the source; in the target elements of the same index are neighbours, with gaps.
        int fromStep = length * COMPLEX + LANES;
        int toStep = COMPLEX + LANES;
        int toStride = LINES * toStep;
        float[] source = new float[LANES + LINES * fromStep];
        for (int i = 0; i < source.length; i++) {
            source[i] = random.nextFloat() - 0.5f;
        }
        float[] target = new float[LANES + length * toStride];
        Arrays.fill(target, Float.NaN);
        LineTransform.of(length).transform(source, LANES, fromStep, COMPLEX, target, LANES, toStep, toStride, LINES,
                new float[COMPLEX + length * COMPLEX], COMPLEX);

        for (int line = 0; line < LINES; line++) {
            for (int lane = 0; lane < LANES; lane++) {
                int from = LANES + line * fromStep + lane;
                for (int k = 0; k < length; k++) {
                    double[] expected = definition(source, from, length, k);
                    int index = LANES + k * toStride + line * toStep + lane;
                    assertEquals(expected[0], target[index], 2e-6, "real part " + k);
                    assertEquals(expected[1], target[index + LANES], 2e-6, "imaginary part " + k);
                }
            }
        }
        assertEquals(LINES * length * COMPLEX, IntStream.range(0, target.length).filter(i -> !Float.isNaN(target[i]))
                .count(), "gaps of the target are not written");
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
