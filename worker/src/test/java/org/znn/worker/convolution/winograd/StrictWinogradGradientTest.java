package org.znn.worker.convolution.winograd;

import org.junit.jupiter.api.Tag;
import org.znn.worker.convolution.ConvolutionAlgorithm;
import org.znn.worker.simd.Simd;

/** Tests gradients with strict tiles, with twice the tolerance of direct convolution. */
@Tag("vector")
class StrictWinogradGradientTest extends WinogradGradientTest {

    @Override
    protected ConvolutionAlgorithm<float[]> algorithm() {
        return new WinogradAlgorithm(Simd.preferred(), true);
    }

    @Override
    protected double toleranceFactor() {
        return 2;
    }
}
