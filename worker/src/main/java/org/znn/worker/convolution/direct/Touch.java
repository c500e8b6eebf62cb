package org.znn.worker.convolution.direct;

/** Reads a number of each cache line that will be needed soon, so that it is in the cache in time. */
final class Touch {

    private Touch() {
    }

    /** Touches data[positions[v] + offset] for all v; the sum must be kept, else nothing is read. */
    static float lines(float[] data, int[] positions, int offset) {
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
