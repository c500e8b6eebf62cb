package org.znn.worker.convolution.fft.plain;

import org.znn.worker.convolution.ConvolutionFamily;
import org.znn.worker.convolution.ConvolutionGradientContract;
import org.znn.worker.convolution.Reals;

/** The gradients by plain transforms in float64. */
class DoublePlainFftGradientTest extends ConvolutionGradientContract<double[]> {

    @Override
    protected ConvolutionFamily<double[]> family() {
        return new DoublePlainFftFamily();
    }

    @Override
    protected Reals<double[]> reals() {
        return Reals.FLOAT64;
    }
}
