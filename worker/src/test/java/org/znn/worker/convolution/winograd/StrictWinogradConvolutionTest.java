package org.znn.worker.convolution.winograd;

import org.znn.worker.convolution.ConvolutionFamily;
import org.znn.worker.simd.Simd;

/** The convolutions with tiles that round little: within twice of what direct sums are allowed. */
class StrictWinogradConvolutionTest extends WinogradConvolutionTest {

    @Override
    protected ConvolutionFamily<float[]> family() {
        return new WinogradFamily(Simd.ofThisJvm(), true);
    }

    @Override
    protected double slack() {
        return 2;
    }
}
