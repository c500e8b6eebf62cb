package org.znn.worker.convolution.winograd;

import org.junit.jupiter.api.Tag;
import org.znn.worker.convolution.ConvolutionAlgorithm;
import org.znn.worker.convolution.ConvolutionGradientContract;
import org.znn.worker.convolution.RealArrays;
import org.znn.worker.simd.Simd;

/** Tests gradients with the fastest tiles. */
@Tag("vector")
class WinogradGradientTest extends ConvolutionGradientContract<float[]> {

    @Override
    protected ConvolutionAlgorithm<float[]> algorithm() {
        return new WinogradAlgorithm(Simd.preferred(), false);
    }

    @Override
    protected RealArrays<float[]> reals() {
        return RealArrays.FLOAT32;
    }

    /** The algorithms on 7 points have several times the rounding error of direct convolution. */
    @Override
    protected double toleranceFactor() {
        return 10;
    }
}
