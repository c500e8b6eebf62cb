package org.znn.worker.convolution.winograd.transform;

/** Coefficients that the vector transforms take from the matrices of a symmetric set of points. */
public final class TransformCoefficients {

    private TransformCoefficients() {
    }

    /**
     * Coefficients of B'. Row 0 is the even polynomial Π(x² − q²) over all pairs ±q. The rows of a pair ±p are
     * x·(x ± p)·Q, where Q is that product without the pair: {@code even ± p·odd}, whose two parts share the
     * coefficients of Q.
     *
     * @return coefficients of row 0 in ascending order without the leading 1; then, for each pair, those of Q without
     *         the leading 1, and p
     */
    static float[] forInput(CookToomMatrices matrices, int pairs) {
        float[] all = new float[pairs + pairs * pairs];
        int n = 0;
        for (int c = 0; c < pairs; c++) {
            all[n++] = (float) matrices.input()[0][2 * c];
        }
        for (int pair = 0; pair < pairs; pair++) {
            for (int c = 0; c < pairs - 1; c++) {
                all[n++] = (float) matrices.input()[1 + 2 * pair][2 * c + 2];
            }
            all[n++] = (float) matrices.output()[1][1 + 2 * pair];
        }
        return all;
    }

    /**
     * Coefficients of A'.
     *
     * @return p, p² and p³ of each pair; then the entries of the point at infinity for outputs 1 to 3, 0 without that
     *         point
     */
    public static float[] forOutput(CookToomMatrices matrices, int pairs, boolean infinity) {
        float[] all = new float[3 * pairs + 3];
        int n = 0;
        for (int pair = 0; pair < pairs; pair++) {
            for (int j = 1; j <= 3; j++) {
                all[n++] = (float) Math.pow(matrices.output()[1][1 + 2 * pair], j);
            }
        }
        for (int j = 1; j <= 3 && infinity; j++) {
            all[n++] = j == matrices.output().length - 1 ? 1 : 0;
        }
        return all;
    }

    /**
     * Coefficients of A, the transpose of A'.
     *
     * @return p, p² and p³ of each pair, 0 for outputs that a tile does not have
     */
    static float[] forGradient(CookToomMatrices matrices, int pairs) {
        float[] all = new float[3 * pairs];
        for (int pair = 0; pair < pairs; pair++) {
            for (int j = 1; j < Math.min(WinogradTransform.PADDED_OUTPUTS, matrices.output().length); j++) {
                all[3 * pair + j - 1] = (float) matrices.output()[j][1 + 2 * pair];
            }
        }
        return all;
    }
}
