package org.znn.worker.convolution;

import java.util.Arrays;
import org.znn.common.network.Filters;

/** Direct convolution in float64. */
class DoubleConvolutionTest extends ConvolutionContract<double[]> {

    @Override
    Convolution<double[]> convolution(ConvolutionShape shape, Filters filters) {
        return new DoubleConvolution(shape, filters);
    }

    @Override
    double[] allocate(int length, double fill) {
        double[] array = new double[length];
        Arrays.fill(array, fill);
        return array;
    }

    @Override
    double get(double[] array, int at) {
        return array[at];
    }

    @Override
    void set(double[] array, int at, double value) {
        array[at] = value;
    }

    @Override
    double roundoff() {
        return 0x1p-53;
    }
}
