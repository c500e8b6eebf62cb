package org.znn.worker.convolution.winograd;

/** How vectors of tiles are shared out to products of 5, 4 and 3 vectors. */
final class Blocks {

    private static final int WIDEST = 5;
    static final int NARROWEST = 3;
    /** What a product costs beside its multiply-adds, in vectors: it loads a weight for fewer of them. */
    private static final double COST = 0.4;

    private Blocks() {
    }

    /** Vectors of the next product for so many that are left; the last one may compute more than that. */
    static int next(int left) {
        if (left <= WIDEST) {
            return Math.max(left, NARROWEST);
        }
        return left - WIDEST >= NARROWEST ? WIDEST : left - WIDEST == 2 ? WIDEST - 1 : NARROWEST;
    }

    /** Vectors that are computed for so many that are wanted. */
    static int covered(int vectors) {
        int covered = 0;
        while (covered < vectors) {
            covered += next(vectors - covered);
        }
        return covered;
    }

    /** Time, in vectors of a wide product. */
    static double cost(int vectors) {
        double cost = 0;
        for (int done = 0; done < vectors;) {
            int next = next(vectors - done);
            cost += next + COST * (WIDEST - next) / (WIDEST - NARROWEST);
            done += next;
        }
        return cost;
    }
}
