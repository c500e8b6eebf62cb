package org.znn.worker.convolution.winograd;

import java.util.Arrays;

/** How vectors of tiles are shared out to products of 5, 4 and 3 vectors. */
final class Blocks {

    private static final int WIDEST = 5;
    static final int NARROWEST = 3;
    /** What a product costs beside its multiply-adds, in vectors: it loads a weight for fewer of them. */
    private static final double COST = 0.4;

    private Blocks() {
    }

    /** Vectors of the next product for so many that are left; the last one may compute more than that. */
    private static int next(int left) {
        if (left <= WIDEST) {
            return Math.max(left, NARROWEST);
        }
        return left - WIDEST >= NARROWEST ? WIDEST : left - WIDEST == 2 ? WIDEST - 1 : NARROWEST;
    }

    /** Vectors of each product for so many that are wanted. */
    static int[] of(int vectors) {
        int[] widths = new int[vectors];
        int n = 0;
        for (int done = 0; done < vectors; n++) {
            widths[n] = next(vectors - done);
            done += widths[n];
        }
        return Arrays.copyOf(widths, n);
    }

    /** Vectors that are computed for so many that are wanted. */
    static int covered(int vectors) {
        return Arrays.stream(of(vectors)).sum();
    }

    /** Time, in vectors of a wide product. */
    static double cost(int vectors) {
        double cost = 0;
        for (int width : of(vectors)) {
            cost += width + COST * (WIDEST - width) / (WIDEST - NARROWEST);
        }
        return cost;
    }
}
