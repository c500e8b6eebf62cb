package org.znn.worker.convolution.fft.reference;

import org.znn.worker.convolution.ConvolutionAlgorithm;
import org.znn.worker.convolution.ConvolutionContract;
import org.znn.worker.convolution.RealArrays;

/** Tests the reference FFT convolution in float64 against the convolution contract. */
class DoubleReferenceFftConvolutionTest extends ConvolutionContract<double[]> {

    @Override
    protected ConvolutionAlgorithm<double[]> algorithm() {
        return new DoubleReferenceFftAlgorithm();
    }

    @Override
    protected RealArrays<double[]> reals() {
        return RealArrays.FLOAT64;
    }
}
