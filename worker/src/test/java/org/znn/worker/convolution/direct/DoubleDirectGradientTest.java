package org.znn.worker.convolution.direct;

import org.znn.worker.convolution.ConvolutionFamily;
import org.znn.worker.convolution.ConvolutionGradientContract;
import org.znn.worker.convolution.Reals;

/** The gradients in float64. */
class DoubleDirectGradientTest extends ConvolutionGradientContract<double[]> {

    @Override
    protected ConvolutionFamily<double[]> family() {
        return new DoubleDirectFamily();
    }

    @Override
    protected Reals<double[]> reals() {
        return Reals.FLOAT64;
    }
}
