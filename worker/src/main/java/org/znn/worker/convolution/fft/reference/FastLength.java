package org.znn.worker.convolution.fft.reference;

/** Lengths with fast transforms: products of 2, 3 and 5. */
final class FastLength {

    private static final int[] FACTORS = {2, 3, 5};

    private FastLength() {
    }

    /** Returns the least fast length that is at least 1 and at least {@code n}. */
    static int atLeast(int n) {
        int size = Math.max(1, n);
        while (!isFast(size)) {
            size++;
        }
        return size;
    }

    /** Returns the least even fast length that is at least {@code n}. */
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
