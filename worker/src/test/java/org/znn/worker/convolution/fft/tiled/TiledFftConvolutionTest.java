package org.znn.worker.convolution.fft.tiled;

import org.znn.worker.convolution.ConvolutionContract;
import org.znn.worker.convolution.ConvolutionFamily;
import org.znn.worker.convolution.Reals;
import org.znn.worker.simd.Simd;

/** Convolution by transforms of tiles. */
class TiledFftConvolutionTest extends ConvolutionContract<float[]> {

    @Override
    protected ConvolutionFamily<float[]> family() {
        return new TiledFftFamily(Simd.ofThisJvm());
    }

    @Override
    protected Reals<float[]> reals() {
        return Reals.FLOAT32;
    }
}
