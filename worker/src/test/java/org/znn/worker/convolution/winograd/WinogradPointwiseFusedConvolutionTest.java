package org.znn.worker.convolution.winograd;

import org.junit.jupiter.api.Tag;
import org.znn.worker.convolution.ConvolutionAlgorithm;
import org.znn.worker.convolution.PointwiseFusedConvolutionContract;
import org.znn.worker.convolution.direct.DirectAlgorithm;
import org.znn.worker.simd.Simd;

/** Tests pointwise-fused convolutions with the fastest tiles. */
@Tag("vector")
class WinogradPointwiseFusedConvolutionTest extends PointwiseFusedConvolutionContract {

    @Override
    protected ConvolutionAlgorithm<float[]> algorithm() {
        return new WinogradAlgorithm(Simd.preferred(), false);
    }

    @Override
    protected ConvolutionAlgorithm<float[]> direct() {
        return new DirectAlgorithm(Simd.preferred());
    }
}
