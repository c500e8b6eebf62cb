package org.znn.worker.convolution.winograd;

import org.znn.worker.convolution.ConvolutionAlgorithm;
import org.znn.worker.simd.Simd;

/** Gradients with strict tiles: within twice the tolerance of direct sums. */
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
