package org.znn.worker.convolution.fft.plain;

import org.znn.worker.simd.Simd;

/** Convolution of float32 maps by transforms in float64, of any shape: slow and as exact as float32 can tell. */
public final class PlainFftFamily extends TransformFamily<float[]> {

    public PlainFftFamily(Simd simd) {
        super(new FloatSamples(simd.rows()), BOUND);
    }
}
