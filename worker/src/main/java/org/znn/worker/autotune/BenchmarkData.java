package org.znn.worker.autotune;

/** Arrays of pseudo-random elements between −1 and 1 for timing; every array starts with the same elements. */
final class BenchmarkData {

    private static final int MULTIPLIER = 0x9E3779B9;
    private static final float SCALE = 0x1p-31f;

    private BenchmarkData() {
    }

    static float[] floats(int length) {
        float[] elements = new float[length];
        for (int i = 0; i < length; i++) {
            elements[i] = i * MULTIPLIER * SCALE;
        }
        return elements;
    }

    static double[] doubles(int length) {
        double[] elements = new double[length];
        for (int i = 0; i < length; i++) {
            elements[i] = i * MULTIPLIER * SCALE;
        }
        return elements;
    }
}
