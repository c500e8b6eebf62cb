package org.znn.worker.convolution;

import java.util.Arrays;

/**
 * Arrays of either precision, for tests that are written once.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface Reals<A> {

    Reals<float[]> FLOAT32 = new Float32();
    Reals<double[]> FLOAT64 = new Float64();

    A allocate(int length, double fill);

    double get(A array, int at);

    void set(A array, int at, double value);

    /** Half a unit in the last place of 1. */
    double roundoff();

    /** float32. */
    final class Float32 implements Reals<float[]> {

        @Override
        public float[] allocate(int length, double fill) {
            float[] array = new float[length];
            Arrays.fill(array, (float) fill);
            return array;
        }

        @Override
        public double get(float[] array, int at) {
            return array[at];
        }

        @Override
        public void set(float[] array, int at, double value) {
            array[at] = (float) value;
        }

        @Override
        public double roundoff() {
            return 0x1p-24;
        }
    }

    /** float64. */
    final class Float64 implements Reals<double[]> {

        @Override
        public double[] allocate(int length, double fill) {
            double[] array = new double[length];
            Arrays.fill(array, fill);
            return array;
        }

        @Override
        public double get(double[] array, int at) {
            return array[at];
        }

        @Override
        public void set(double[] array, int at, double value) {
            array[at] = value;
        }

        @Override
        public double roundoff() {
            return 0x1p-53;
        }
    }
}
