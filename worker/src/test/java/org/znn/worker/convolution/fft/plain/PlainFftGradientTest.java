package org.znn.worker.convolution.fft.plain;

import org.znn.worker.convolution.ConvolutionFamily;
import org.znn.worker.convolution.ConvolutionGradientContract;
import org.znn.worker.convolution.Reals;
import org.znn.worker.simd.Simd;

/** The gradients by plain transforms in float32. */
class PlainFftGradientTest extends ConvolutionGradientContract<float[]> {

    @Override
    protected ConvolutionFamily<float[]> family() {
        return new PlainFftFamily(Simd.ofThisJvm());
    }

    @Override
    protected Reals<float[]> reals() {
        return Reals.FLOAT32;
    }
}
