package org.znn.worker.convolution.winograd;

import org.znn.worker.convolution.ConvolutionFamily;
import org.znn.worker.simd.Simd;

/** The gradients with tiles that round little: within twice of what direct sums are allowed. */
class StrictWinogradGradientTest extends WinogradGradientTest {

    @Override
    protected ConvolutionFamily<float[]> family() {
        return new WinogradFamily(Simd.ofThisJvm(), true);
    }

    @Override
    protected double slack() {
        return 2;
    }
}
