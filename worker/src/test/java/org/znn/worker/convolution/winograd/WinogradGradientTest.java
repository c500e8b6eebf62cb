package org.znn.worker.convolution.winograd;

import org.znn.worker.convolution.ConvolutionFamily;
import org.znn.worker.convolution.ConvolutionGradientContract;
import org.znn.worker.convolution.Reals;
import org.znn.worker.simd.Simd;

/** The gradients with the fastest tiles. */
class WinogradGradientTest extends ConvolutionGradientContract<float[]> {

    @Override
    protected ConvolutionFamily<float[]> family() {
        return new WinogradFamily(Simd.ofThisJvm(), false);
    }

    @Override
    protected Reals<float[]> reals() {
        return Reals.FLOAT32;
    }

    /** The set of 7 points rounds several times as much as direct sums do. */
    @Override
    protected double slack() {
        return 10;
    }
}
