package org.znn.worker.convolution.fft.plain;

import org.znn.worker.convolution.ConvolutionContract;
import org.znn.worker.convolution.ConvolutionFamily;
import org.znn.worker.convolution.Reals;

/** Convolution by plain transforms in float64. */
class DoublePlainFftConvolutionTest extends ConvolutionContract<double[]> {

    @Override
    protected ConvolutionFamily<double[]> family() {
        return new DoublePlainFftFamily();
    }

    @Override
    protected Reals<double[]> reals() {
        return Reals.FLOAT64;
    }
}
