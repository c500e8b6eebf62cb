package org.znn.worker.convolution.fft.simd;

import org.junit.jupiter.api.Tag;
import org.znn.worker.convolution.ConvolutionAlgorithm;
import org.znn.worker.convolution.ConvolutionGradientContract;
import org.znn.worker.convolution.RealArrays;
import org.znn.worker.simd.Simd;

/** Tests the SIMD FFT gradients against the gradient contract. */
@Tag("vector")
class SimdFftGradientTest extends ConvolutionGradientContract<float[]> {

    @Override
    protected ConvolutionAlgorithm<float[]> algorithm() {
        return new SimdFftAlgorithm(Simd.preferred());
    }

    @Override
    protected RealArrays<float[]> reals() {
        return RealArrays.FLOAT32;
    }
}
