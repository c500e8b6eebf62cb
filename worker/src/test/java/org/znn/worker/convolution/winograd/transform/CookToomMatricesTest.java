package org.znn.worker.convolution.winograd.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that the matrices compute y[j] = Σ d[j + t] · g[t] in float64 up to rounding. */
class CookToomMatricesTest {

    @ParameterizedTest(name = "F({0}, {1})")
    @CsvSource({"2, 3", "3, 2", "4, 3", "3, 4", "2, 5", "3, 5"})
    void matricesComputeTheFilter(int outputs, int taps) {
        CookToomMatrices matrices = CookToomMatrices.of(outputs, taps);
        Random random = new Random(1);
        for (int trial = 0; trial < 100; trial++) {
            double[] d = random.doubles(outputs + taps - 1, -1, 1).toArray();
            double[] g = random.doubles(taps, -1, 1).toArray();
            double[] products = multiply(matrices.kernel(), g);
            double[] values = multiply(matrices.input(), d);
            for (int i = 0; i < products.length; i++) {
                products[i] *= values[i];
            }
            double[] y = multiply(matrices.output(), products);
            for (int j = 0; j < outputs; j++) {
                double expected = 0;
                for (int t = 0; t < taps; t++) {
                    expected += d[j + t] * g[t];
                }
                assertEquals(expected, y[j], 1e-13);
            }
        }
    }

    private static double[] multiply(double[][] matrix, double[] vector) {
        double[] product = new double[matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < vector.length; j++) {
                product[i] += matrix[i][j] * vector[j];
            }
        }
        return product;
    }
}
