package org.znn.worker.convolution.direct;

import org.znn.worker.convolution.ConvolutionAlgorithm;
import org.znn.worker.convolution.ConvolutionGradientContract;
import org.znn.worker.convolution.RealArrays;
import org.znn.worker.simd.Simd;

/** Tests direct gradients in float32 in plain Java. */
class ScalarDirectGradientTest extends ConvolutionGradientContract<float[]> {

    @Override
    protected ConvolutionAlgorithm<float[]> algorithm() {
        return new DirectAlgorithm(Simd.scalar());
    }

    @Override
    protected RealArrays<float[]> reals() {
        return RealArrays.FLOAT32;
    }
}
