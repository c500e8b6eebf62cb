package org.znn.worker.convolution;

import org.znn.common.network.Filters;
import org.znn.worker.simd.Simd;

/** Direct convolution with the Vector API. */
class VectorConvolutionTest extends ConvolutionContract<float[]> {

    @Override
    Convolution<float[]> convolution(ConvolutionShape shape, Filters filters) {
        return new DirectConvolution(shape, filters, Simd.ofThisJvm());
    }

    @Override
    Reals<float[]> reals() {
        return Reals.FLOAT32;
    }
}
