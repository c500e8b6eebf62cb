package org.znn.worker.convolution;

import org.znn.common.network.Filters;
import org.znn.worker.simd.Simd;

/** The gradients in float32 in plain Java. */
class ScalarConvolutionGradientTest extends ConvolutionGradientContract<float[]> {

    @Override
    ConvolutionGradient<float[]> gradient(ConvolutionShape shape, Filters filters) {
        DirectConvolutionGradient gradient = new DirectConvolutionGradient(shape, Simd.scalar(), new Scratch());
        gradient.use(filters);
        return gradient;
    }

    @Override
    Convolution<float[]> convolution(ConvolutionShape shape, Filters filters) {
        return new DirectConvolution(shape, filters, Simd.scalar());
    }

    @Override
    Reals<float[]> reals() {
        return Reals.FLOAT32;
    }
}
