package org.znn.worker.convolution.fft.reference;

import org.znn.worker.simd.Simd;

/** FFT convolution of float32 maps by transforms in float64, for any shape: slow, and exact to float32 rounding. */
public final class FloatReferenceFftAlgorithm extends ReferenceFftAlgorithm<float[]> {

    public FloatReferenceFftAlgorithm(Simd simd) {
        super(new FloatVoxelAccess(simd.rowOps()), MAX_SPECTRA_BYTES);
    }
}
