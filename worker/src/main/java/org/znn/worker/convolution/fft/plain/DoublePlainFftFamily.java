package org.znn.worker.convolution.fft.plain;

/** Convolution by transforms in float64, of any shape. */
public final class DoublePlainFftFamily extends TransformFamily<double[]> {

    public DoublePlainFftFamily() {
        this(BOUND);
    }

    /** With other bytes of spectra at most. */
    DoublePlainFftFamily(long bound) {
        super(new DoubleSamples(), bound);
    }
}
