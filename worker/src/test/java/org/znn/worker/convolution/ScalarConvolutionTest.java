package org.znn.worker.convolution;

import org.znn.common.network.Filters;
import org.znn.worker.simd.Simd;

/** Direct convolution in plain Java. */
class ScalarConvolutionTest extends ConvolutionContract<float[]> {

    @Override
    Convolution<float[]> convolution(ConvolutionShape shape, Filters filters) {
        return new DirectConvolution(shape, filters, Simd.scalar());
    }

    @Override
    Reals<float[]> reals() {
        return Reals.FLOAT32;
    }
}
