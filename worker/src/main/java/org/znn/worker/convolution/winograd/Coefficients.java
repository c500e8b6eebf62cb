package org.znn.worker.convolution.winograd;

/** What the transforms need of the matrices of a symmetrical set of points. */
final class Coefficients {

    private Coefficients() {
    }

    /**
     * Of the even polynomial that belongs to 0 all but the leading 1, then for each pair ±p the same of the even
     * polynomial without x and that pair, and p: rows ±p are (even part) ± p · (odd part), which share it.
     */
    static float[] ofInput(CookToom matrices, int pairs) {
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

    /** For each pair p, p², p³; then, with infinity, which of the outputs 1 to 3 it belongs to. */
    static float[] ofOutput(CookToom matrices, int pairs, boolean infinity) {
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

    /** For each pair p, p², p³; 0 for the outputs that a tile does not have. */
    static float[] ofGradient(CookToom matrices, int pairs) {
        float[] all = new float[3 * pairs];
        for (int pair = 0; pair < pairs; pair++) {
            for (int j = 1; j < Math.min(PointTransform.OUTPUTS, matrices.output().length); j++) {
                all[3 * pair + j - 1] = (float) matrices.output()[j][1 + 2 * pair];
            }
        }
        return all;
    }
}
