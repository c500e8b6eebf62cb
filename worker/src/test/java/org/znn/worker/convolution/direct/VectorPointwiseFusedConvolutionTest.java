package org.znn.worker.convolution.direct;

import org.junit.jupiter.api.Tag;
import org.znn.worker.convolution.ConvolutionAlgorithm;
import org.znn.worker.convolution.PointwiseFusedConvolutionContract;
import org.znn.worker.simd.Simd;

/** Tests direct pointwise-fused convolution with the Vector API. */
@Tag("vector")
class VectorPointwiseFusedConvolutionTest extends PointwiseFusedConvolutionContract {

    @Override
    protected ConvolutionAlgorithm<float[]> algorithm() {
        return new DirectAlgorithm(Simd.preferred());
    }

    @Override
    protected ConvolutionAlgorithm<float[]> direct() {
        return algorithm();
    }
}
