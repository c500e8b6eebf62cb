package org.znn.worker.convolution;

import org.znn.common.network.Filters;

/** Direct convolution in float64. */
class DoubleConvolutionTest extends ConvolutionContract<double[]> {

    @Override
    Convolution<double[]> convolution(ConvolutionShape shape, Filters filters) {
        return new DoubleConvolution(shape, filters);
    }

    @Override
    Reals<double[]> reals() {
        return Reals.FLOAT64;
    }
}
