package org.znn.worker.convolution;

import java.util.Arrays;

/** The contract in float32. */
abstract class FloatConvolutionContract extends ConvolutionContract<float[]> {

    @Override
    float[] allocate(int length, double fill) {
        float[] array = new float[length];
        Arrays.fill(array, (float) fill);
        return array;
    }

    @Override
    double get(float[] array, int at) {
        return array[at];
    }

    @Override
    void set(float[] array, int at, double value) {
        array[at] = (float) value;
    }

    @Override
    double roundoff() {
        return 0x1p-24;
    }
}
