package org.znn.worker.convolution.fft.plain;

import org.znn.worker.convolution.ConvolutionContract;
import org.znn.worker.convolution.ConvolutionFamily;
import org.znn.worker.convolution.Reals;
import org.znn.worker.simd.Simd;

/** Convolution by plain transforms in float32. */
class PlainFftConvolutionTest extends ConvolutionContract<float[]> {

    @Override
    protected ConvolutionFamily<float[]> family() {
        return new PlainFftFamily(Simd.ofThisJvm());
    }

    @Override
    protected Reals<float[]> reals() {
        return Reals.FLOAT32;
    }
}
