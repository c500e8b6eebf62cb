package org.znn.worker.cost;

/** Sorts edges by descending affinity with a stable radix sort. */
final class EdgeOrder {

    private static final int DIGIT_BITS = 11;
    private static final int DIGITS = 1 << DIGIT_BITS;

    private EdgeOrder() {
    }

    /**
     * Returns the edges by descending affinity; edges of equal affinity keep their order.
     *
     * @param edges    edges to sort
     * @param affinity affinities by edge, without NaN
     */
    static int[] descending(int[] edges, double[] affinity) {
        int n = edges.length;
        int[] order = edges.clone();
        long[] keys = new long[n];
        for (int i = 0; i < n; i++) {
            keys[i] = key(affinity[order[i]]);
        }
        int[] nextOrder = new int[n];
        long[] nextKeys = new long[n];
        for (int shift = 0; shift < Long.SIZE; shift += DIGIT_BITS) {
            int[] starts = starts(keys, shift);
            if (starts == null) {
                continue;
            }
            for (int i = 0; i < n; i++) {
                int to = starts[digit(keys[i], shift)]++;
                nextKeys[to] = keys[i];
                nextOrder[to] = order[i];
            }
            long[] spareKeys = keys;
            keys = nextKeys;
            nextKeys = spareKeys;
            int[] spareOrder = order;
            order = nextOrder;
            nextOrder = spareOrder;
        }
        return order;
    }

    /** Maps a value to a key whose unsigned order is the descending order of values; −0 equals 0. */
    private static long key(double value) {
        long bits = Double.doubleToRawLongBits(value + 0.0);
        return bits < 0 ? bits : ~(bits | Long.MIN_VALUE);
    }

    private static int digit(long key, int shift) {
        return (int) (key >>> shift) & (DIGITS - 1);
    }

    /** Returns the start position of each digit's keys; null if all keys have the same digit. */
    private static int[] starts(long[] keys, int shift) {
        int[] starts = new int[DIGITS];
        for (long key : keys) {
            starts[digit(key, shift)]++;
        }
        int sum = 0;
        for (int d = 0; d < DIGITS; d++) {
            int count = starts[d];
            if (count == keys.length) {
                return null;
            }
            starts[d] = sum;
            sum += count;
        }
        return starts;
    }
}
