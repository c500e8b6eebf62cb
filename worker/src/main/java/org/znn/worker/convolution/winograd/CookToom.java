package org.znn.worker.convolution.winograd;

/**
 * The matrices of a minimal filtering algorithm F(m, k), n = m + k − 1 points: m neighbouring sums y[j] = Σ d[j + t] ·
 * g[t] over k taps by n products, {@code y = output · ((taps · g) ⊙ (input · d))}. It is the transpose of Toom's and
 * Cook's product of polynomials by interpolation (S. Winograd, Arithmetic Complexity of Computations, 1980). All
 * entries of the input and output matrices are exact; those of the other are rounded once.
 *
 * @param input  B', n by n: row i holds the coefficients of the monic polynomial with all points but the i-th as zeros
 * @param taps   G, n by k: powers of a point over the product of its distances from the others
 * @param output A', m by n: powers of the points
 */
record CookToom(double[][] input, double[][] taps, double[][] output) {

    /** F(outputs, taps) with the points of that number. */
    static CookToom of(int outputs, int taps) {
        int n = outputs + taps - 1;
        Points points = Points.of(n);
        double[][] input = new double[n][];
        double[][] g = new double[n][taps];
        double[][] a = new double[outputs][n];
        for (int i = 0; i < n; i++) {
            input[i] = monic(points, i, n);
            if (i == points.finite()) {
                g[i][taps - 1] = 1;
                a[outputs - 1][i] = 1;
            } else {
                double distances = distances(points, i);
                for (int t = 0; t < taps; t++) {
                    g[i][t] = Math.pow(points.at(i), t) / distances;
                }
                for (int j = 0; j < outputs; j++) {
                    a[j][i] = Math.pow(points.at(i), j);
                }
            }
        }
        return new CookToom(input, g, a);
    }

    /** Coefficients, the constant one first, of the product of (x − point) over all finite points but one. */
    private static double[] monic(Points points, int without, int length) {
        double[] product = new double[length];
        product[0] = 1;
        for (int i = 0; i < points.finite(); i++) {
            if (i != without) {
                for (int c = length - 1; c >= 0; c--) {
                    product[c] = (c > 0 ? product[c - 1] : 0) - points.at(i) * product[c];
                }
            }
        }
        return product;
    }

    private static double distances(Points points, int from) {
        double product = 1;
        for (int i = 0; i < points.finite(); i++) {
            product *= i == from ? 1 : points.at(from) - points.at(i);
        }
        return product;
    }
}
