package org.znn.worker.convolution.fft.simd;

import org.junit.jupiter.api.Tag;
import org.znn.worker.convolution.ConvolutionAlgorithm;
import org.znn.worker.convolution.ConvolutionContract;
import org.znn.worker.convolution.RealArrays;
import org.znn.worker.simd.Simd;

/** Tests the SIMD FFT convolution against the convolution contract. */
@Tag("vector")
class SimdFftConvolutionTest extends ConvolutionContract<float[]> {

    @Override
    protected ConvolutionAlgorithm<float[]> algorithm() {
        return new SimdFftAlgorithm(Simd.preferred());
    }

    @Override
    protected RealArrays<float[]> reals() {
        return RealArrays.FLOAT32;
    }
}
