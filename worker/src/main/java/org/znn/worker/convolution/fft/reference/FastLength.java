package org.znn.worker.convolution.fft.reference;

/** Lengths with fast transforms: products of 2, 3 and 5. */
final class FastLength {

    private static final int[] FACTORS = {2, 3, 5};

    private FastLength() {
    }

    /** Returns the smallest fast length that is at least {@code n} and at least 1. */
    static int atLeast(int n) {
        int size = Math.max(1, n);
        while (!isFast(size)) {
            size++;
        }
        return size;
    }

    /** Returns the smallest even fast length that is at least {@code n}. */
    static int evenAtLeast(int n) {
        return 2 * atLeast((n + 1) / 2);
    }

    private static boolean isFast(int size) {
        int rest = size;
        for (int factor : FACTORS) {
            while (rest % factor == 0) {
                rest /= factor;
            }
        }
        return rest == 1;
    }
}
