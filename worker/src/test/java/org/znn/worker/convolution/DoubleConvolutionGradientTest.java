package org.znn.worker.convolution;

import org.znn.common.network.Filters;

/** The gradients in float64. */
class DoubleConvolutionGradientTest extends ConvolutionGradientContract<double[]> {

    @Override
    ConvolutionGradient<double[]> gradient(ConvolutionShape shape, Filters filters) {
        DoubleConvolutionGradient gradient = new DoubleConvolutionGradient(shape);
        gradient.use(filters);
        return gradient;
    }

    @Override
    Convolution<double[]> convolution(ConvolutionShape shape, Filters filters) {
        return new DoubleConvolution(shape, filters);
    }

    @Override
    Reals<double[]> reals() {
        return Reals.FLOAT64;
    }
}
