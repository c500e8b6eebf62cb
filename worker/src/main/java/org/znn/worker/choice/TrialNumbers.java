package org.znn.worker.choice;

/** Numbers between -1 and 1 to compute with where only the time counts; the same at each place. */
final class TrialNumbers {

    private static final int MIXER = 0x9E3779B9;
    private static final float SCALE = 0x1p-31f;

    private TrialNumbers() {
    }

    static float[] floats(int length) {
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = i * MIXER * SCALE;
        }
        return numbers;
    }

    static double[] doubles(int length) {
        double[] numbers = new double[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = i * MIXER * SCALE;
        }
        return numbers;
    }
}
