package org.znn.worker.convolution.fft.reference;

import org.znn.worker.convolution.ConvolutionAlgorithm;
import org.znn.worker.convolution.ConvolutionGradientContract;
import org.znn.worker.convolution.RealArrays;
import org.znn.worker.simd.Simd;

/** Tests the reference FFT gradients in float32 against the gradient contract. */
class FloatReferenceFftGradientTest extends ConvolutionGradientContract<float[]> {

    @Override
    protected ConvolutionAlgorithm<float[]> algorithm() {
        return new FloatReferenceFftAlgorithm(Simd.preferred());
    }

    @Override
    protected RealArrays<float[]> reals() {
        return RealArrays.FLOAT32;
    }
}
