package org.znn.worker.convolution.direct;

import org.znn.worker.convolution.ConvolutionAlgorithm;
import org.znn.worker.convolution.ConvolutionGradientContract;
import org.znn.worker.convolution.RealArrays;

/** Tests direct gradients in float64. */
class DoubleDirectGradientTest extends ConvolutionGradientContract<double[]> {

    @Override
    protected ConvolutionAlgorithm<double[]> algorithm() {
        return new DoubleDirectAlgorithm();
    }

    @Override
    protected RealArrays<double[]> reals() {
        return RealArrays.FLOAT64;
    }
}
