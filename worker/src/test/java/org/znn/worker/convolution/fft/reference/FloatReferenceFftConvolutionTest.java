package org.znn.worker.convolution.fft.reference;

import org.znn.worker.convolution.ConvolutionAlgorithm;
import org.znn.worker.convolution.ConvolutionContract;
import org.znn.worker.convolution.RealArrays;
import org.znn.worker.simd.Simd;

/** Tests the reference FFT convolution in float32 against the convolution contract. */
class FloatReferenceFftConvolutionTest extends ConvolutionContract<float[]> {

    @Override
    protected ConvolutionAlgorithm<float[]> algorithm() {
        return new FloatReferenceFftAlgorithm(Simd.preferred());
    }

    @Override
    protected RealArrays<float[]> reals() {
        return RealArrays.FLOAT32;
    }
}
