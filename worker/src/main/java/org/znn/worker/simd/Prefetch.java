package org.znn.worker.simd;

/**
 * Software prefetch by ordinary loads, since Java has no prefetch instruction: reads one element of each cache line
 * that is needed soon. The reads are independent of each other, so that their cache misses overlap.
 */
public final class Prefetch {

    private static final int SUMS = 4;

    private Prefetch() {
    }

    /**
     * Prefetches {@code count} neighbouring elements.
     *
     * @return sum of the elements read; the caller must use it, or the compiler drops the reads
     */
    public static float range(float[] data, int offset, int count) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int end = offset + count;
        int i = offset;
        for (; i + (SUMS - 1) * CacheLine.FLOATS < end; i += SUMS * CacheLine.FLOATS) {
            a += data[i];
            b += data[i + CacheLine.FLOATS];
            c += data[i + 2 * CacheLine.FLOATS];
            d += data[i + 3 * CacheLine.FLOATS];
        }
        for (; i < end; i += CacheLine.FLOATS) {
            a += data[i];
        }
        return a + b + c + d + data[end - 1];
    }

    /**
     * Prefetches the cache lines of {@code data[positions[v] + offset]} for all v.
     *
     * @return sum of the elements read; the caller must use it, or the compiler drops the reads
     */
    public static float scattered(float[] data, int[] positions, int offset) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int v = 0;
        for (; v + 3 < positions.length; v += 4) {
            a += data[positions[v] + offset];
            b += data[positions[v + 1] + offset];
            c += data[positions[v + 2] + offset];
            d += data[positions[v + 3] + offset];
        }
        for (; v < positions.length; v++) {
            a += data[positions[v] + offset];
        }
        return a + b + c + d;
    }
}
