package org.znn.worker.convolution.direct;

import org.znn.worker.convolution.ConvolutionAlgorithm;
import org.znn.worker.convolution.PointwiseFusedConvolutionContract;
import org.znn.worker.simd.Simd;

/** Tests direct pointwise-fused convolution in plain Java. */
class ScalarPointwiseFusedConvolutionTest extends PointwiseFusedConvolutionContract {

    @Override
    protected ConvolutionAlgorithm<float[]> algorithm() {
        return new DirectAlgorithm(Simd.scalar());
    }

    @Override
    protected ConvolutionAlgorithm<float[]> direct() {
        return algorithm();
    }
}
