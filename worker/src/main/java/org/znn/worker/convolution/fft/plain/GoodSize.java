package org.znn.worker.convolution.fft.plain;

/** Sizes that transform fast: products of 2, 3 and 5. */
final class GoodSize {

    private static final int[] FACTORS = {2, 3, 5};

    private GoodSize() {
    }

    /** The least of them that is no less than {@code n}, from 1 on. */
    static int atLeast(int n) {
        int size = Math.max(1, n);
        while (!isGood(size)) {
            size++;
        }
        return size;
    }

    /** The least even one that is no less than {@code n}. */
    static int evenAtLeast(int n) {
        return 2 * atLeast((n + 1) / 2);
    }

    private static boolean isGood(int size) {
        int rest = size;
        for (int factor : FACTORS) {
            while (rest % factor == 0) {
                rest /= factor;
            }
        }
        return rest == 1;
    }
}
