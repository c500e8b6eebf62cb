package org.znn.worker.convolution.fft.reference;

import org.znn.worker.convolution.ConvolutionAlgorithm;
import org.znn.worker.convolution.ConvolutionGradientContract;
import org.znn.worker.convolution.RealArrays;

/** Tests the reference FFT gradients in float64 against the gradient contract. */
class DoubleReferenceFftGradientTest extends ConvolutionGradientContract<double[]> {

    @Override
    protected ConvolutionAlgorithm<double[]> algorithm() {
        return new DoubleReferenceFftAlgorithm();
    }

    @Override
    protected RealArrays<double[]> reals() {
        return RealArrays.FLOAT64;
    }
}
