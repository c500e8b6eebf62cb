package org.znn.worker.simd;

/** Arrays for tests of both precisions. */
final class TestArrays {

    private TestArrays() {
    }

    /** Returns the elements rounded to float32. */
    static float[] floats(double[] doubles) {
        float[] floats = new float[doubles.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) doubles[i];
        }
        return floats;
    }
}
