package org.znn.worker.convolution.fft.tiled;

import org.znn.worker.convolution.ConvolutionFamily;
import org.znn.worker.convolution.ConvolutionGradientContract;
import org.znn.worker.convolution.Reals;
import org.znn.worker.simd.Simd;

/** The gradients by transforms of tiles. */
class TiledFftGradientTest extends ConvolutionGradientContract<float[]> {

    @Override
    protected ConvolutionFamily<float[]> family() {
        return new TiledFftFamily(Simd.ofThisJvm());
    }

    @Override
    protected Reals<float[]> reals() {
        return Reals.FLOAT32;
    }
}
