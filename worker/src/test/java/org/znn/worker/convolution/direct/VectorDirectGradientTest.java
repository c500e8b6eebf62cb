package org.znn.worker.convolution.direct;

import org.znn.worker.convolution.ConvolutionFamily;
import org.znn.worker.convolution.ConvolutionGradientContract;
import org.znn.worker.convolution.Reals;
import org.znn.worker.simd.Simd;

/** The gradients in float32 with the Vector API. */
class VectorDirectGradientTest extends ConvolutionGradientContract<float[]> {

    @Override
    protected ConvolutionFamily<float[]> family() {
        return new DirectFamily(Simd.ofThisJvm());
    }

    @Override
    protected Reals<float[]> reals() {
        return Reals.FLOAT32;
    }
}
