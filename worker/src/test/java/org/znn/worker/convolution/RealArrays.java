package org.znn.worker.convolution;

import java.util.Arrays;

/**
 * Access to arrays of either precision, for tests that are generic in the precision.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface RealArrays<A> {

    RealArrays<float[]> FLOAT32 = new Float32();
    RealArrays<double[]> FLOAT64 = new Float64();

    /** Allocates an array filled with a value. */
    A allocate(int length, double fill);

    /** Returns an element. */
    double get(A array, int index);

    /** Stores an element, rounded to the precision. */
    void set(A array, int index, double value);

    /** Returns half a unit in the last place of 1. */
    double unitRoundoff();

    /** Arrays of float32. */
    final class Float32 implements RealArrays<float[]> {

        @Override
        public float[] allocate(int length, double fill) {
            float[] array = new float[length];
            Arrays.fill(array, (float) fill);
            return array;
        }

        @Override
        public double get(float[] array, int index) {
            return array[index];
        }

        @Override
        public void set(float[] array, int index, double value) {
            array[index] = (float) value;
        }

        @Override
        public double unitRoundoff() {
            return 0x1p-24;
        }
    }

    /** Arrays of float64. */
    final class Float64 implements RealArrays<double[]> {

        @Override
        public double[] allocate(int length, double fill) {
            double[] array = new double[length];
            Arrays.fill(array, fill);
            return array;
        }

        @Override
        public double get(double[] array, int index) {
            return array[index];
        }

        @Override
        public void set(double[] array, int index, double value) {
            array[index] = value;
        }

        @Override
        public double unitRoundoff() {
            return 0x1p-53;
        }
    }
}
