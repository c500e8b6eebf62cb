package org.znn.worker.convolution.winograd.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares the unrolled transforms of every set of points with products by the matrices in float64. */
@Tag("vector")
class WinogradTransformTest {

    private static final int LANES = FloatVector.SPECIES_PREFERRED.length();
    private static final int VECTORS = 4;
    /** Distance between the elements of a transform in the source, and in the target. */
    private static final int STRIDE = VECTORS * LANES + 3;
    private static final int SOURCE = 5;
    private static final int TARGET = 2;

    @ParameterizedTest(name = "F({0}, {1})")
    @CsvSource({"2, 3", "3, 2", "4, 3", "3, 4", "2, 5", "4, 4", "3, 5"})
    void transformsMultiplyByTheMatrices(int outputs, int taps) {
        CookToomMatrices matrices = CookToomMatrices.of(outputs, taps);
        WinogradTransform transform = WinogradTransform.of(matrices);
        int points = outputs + taps - 1;
        int[] all = TransformLayout.evenlySpaced(points, STRIDE);
        check(matrices.input(), all, points, transform::transformInput);
        check(matrices.output(), all, WinogradTransform.PADDED_OUTPUTS, transform::transformOutput);
        int[] repeatedLast = IntStream.range(0, WinogradTransform.PADDED_OUTPUTS)
                .map(j -> Math.min(j, outputs - 1) * STRIDE).toArray();
        check(transpose(matrices.output()), repeatedLast, points, transform::transformGradient);
    }

    /** A transform of a {@link WinogradTransform}. */
    private interface Transform {

        void apply(TransformLayout layout, int first, int last, float[] source, int sourceOffset, float[] target,
                int targetOffset);
    }

    /** Transforms all vectors but the first and the last, and compares the rows that the matrix has. */
    private static void check(double[][] matrix, int[] inputOffsets, int written, Transform transform) {
        Random random = new Random(1);
        float[] source = new float[SOURCE + matrix[0].length * STRIDE];
        for (int i = 0; i < source.length; i++) {
            source[i] = random.nextFloat() - 0.5f;
        }
        float[] target = new float[TARGET + written * STRIDE];
        Arrays.fill(target, Float.NaN);
        int[] starts = TransformLayout.evenlySpaced(VECTORS, LANES);
        transform.apply(new TransformLayout(inputOffsets, STRIDE, starts, starts), 1, VECTORS - 1, source, SOURCE,
                target, TARGET);
        for (int row = 0; row < matrix.length; row++) {
            for (int x = LANES; x < (VECTORS - 1) * LANES; x++) {
                double expected = 0;
                double magnitude = 0;
                for (int a = 0; a < matrix[row].length; a++) {
                    double product = matrix[row][a] * source[SOURCE + a * STRIDE + x];
                    expected += product;
                    magnitude += Math.abs(product);
                }
                assertEquals(expected, target[TARGET + row * STRIDE + x], 5e-7 * magnitude, "row " + row);
            }
        }
        assertEquals(written * (VECTORS - 2) * LANES,
                IntStream.range(0, target.length).filter(i -> !Float.isNaN(target[i])).count(),
                "nothing else is written");
    }

    private static double[][] transpose(double[][] matrix) {
        double[][] transposed = new double[matrix[0].length][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix[i].length; j++) {
                transposed[j][i] = matrix[i][j];
            }
        }
        return transposed;
    }
}
