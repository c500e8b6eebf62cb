package org.znn.worker.convolution.winograd.transform;

/**
 * Matrices of the minimal filtering algorithm F(m, k) on n = m + k − 1 interpolation points. The algorithm computes m
 * neighbouring outputs of a k-tap filter, y[j] = Σ d[j + t] · g[t], by n products: {@code y = A'·((G·g) ⊙ (B'·d))}. It
 * is the transpose of the Toom-Cook multiplication of polynomials by interpolation (S. Winograd, Arithmetic Complexity
 * of Computations, 1980). Entries of B' and A' are exact; those of G are rounded once.
 *
 * @param input  B' as {@code [n][n]}: row i holds the coefficients of the monic polynomial whose zeros are all finite
 *               points but the i-th
 * @param kernel G as {@code [n][k]}: powers of the point divided by the product of its differences from the other
 *               finite points; the row of infinity is (0, …, 0, 1)
 * @param output A' as {@code [m][n]}: powers of the points; the column of infinity is (0, …, 0, 1)
 */
public record CookToomMatrices(double[][] input, double[][] kernel, double[][] output) {

    /** Builds F(outputs, taps) on {@code outputs + taps − 1} {@link InterpolationPoints}. */
    public static CookToomMatrices of(int outputs, int taps) {
        int n = outputs + taps - 1;
        InterpolationPoints points = InterpolationPoints.of(n);
        double[][] input = new double[n][];
        double[][] kernel = new double[n][taps];
        double[][] output = new double[outputs][n];
        for (int i = 0; i < n; i++) {
            input[i] = monicPolynomial(points, i, n);
            if (points.isInfinity(i)) {
                kernel[i][taps - 1] = 1;
                output[outputs - 1][i] = 1;
            } else {
                double distances = productOfDistances(points, i);
                double[] powers = powers(points.point(i), Math.max(taps, outputs));
                for (int t = 0; t < taps; t++) {
                    kernel[i][t] = powers[t] / distances;
                }
                for (int j = 0; j < outputs; j++) {
                    output[j][i] = powers[j];
                }
            }
        }
        return new CookToomMatrices(input, kernel, output);
    }

    /** Coefficients, in ascending order, of the product of (x − point) over all finite points but {@code excluded}. */
    private static double[] monicPolynomial(InterpolationPoints points, int excluded, int length) {
        double[] product = new double[length];
        product[0] = 1;
        for (int i = 0; i < points.finiteCount(); i++) {
            if (i != excluded) {
                for (int c = length - 1; c >= 0; c--) {
                    product[c] = (c > 0 ? product[c - 1] : 0) - points.point(i) * product[c];
                }
            }
        }
        return product;
    }

    /** Returns the first {@code count} powers of a point, from the 0th; they are exact because points are dyadic. */
    private static double[] powers(double point, int count) {
        double[] powers = new double[count];
        powers[0] = 1;
        for (int e = 1; e < count; e++) {
            powers[e] = powers[e - 1] * point;
        }
        return powers;
    }

    private static double productOfDistances(InterpolationPoints points, int from) {
        double product = 1;
        for (int i = 0; i < points.finiteCount(); i++) {
            product *= i == from ? 1 : points.point(from) - points.point(i);
        }
        return product;
    }
}
