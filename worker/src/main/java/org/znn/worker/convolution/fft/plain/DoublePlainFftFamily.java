package org.znn.worker.convolution.fft.plain;

/** Convolution by transforms in float64, of any shape. */
public final class DoublePlainFftFamily extends TransformFamily<double[]> {

    public DoublePlainFftFamily() {
        super(new DoubleSamples());
    }
}
