package org.znn.worker.simd;

/** Reads a number of each cache line that will be needed soon: many at once, which takes little longer than one. */
public final class Touch {

    private static final int LINE = 16;
    private static final int SUMS = 4;

    private Touch() {
    }

    /** Touches {@code count} numbers; the sum must be kept, else nothing is read. */
    public static float lines(float[] data, int from, int count) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int end = from + count;
        int i = from;
        for (; i + (SUMS - 1) * LINE < end; i += SUMS * LINE) {
            a += data[i];
            b += data[i + LINE];
            c += data[i + 2 * LINE];
            d += data[i + 3 * LINE];
        }
        for (; i < end; i += LINE) {
            a += data[i];
        }
        return a + b + c + d + data[end - 1];
    }
}
