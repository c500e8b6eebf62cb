package org.znn.worker.convolution.direct;

import org.znn.worker.convolution.ConvolutionFamily;
import org.znn.worker.convolution.Reals;
import org.znn.worker.simd.Simd;

/** Direct convolution with the Vector API. */
class VectorDirectConvolutionTest extends DirectConvolutionContract<float[]> {

    @Override
    protected ConvolutionFamily<float[]> family() {
        return new DirectFamily(Simd.ofThisJvm());
    }

    @Override
    protected Reals<float[]> reals() {
        return Reals.FLOAT32;
    }
}
