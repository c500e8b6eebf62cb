package org.znn.worker.convolution.fft.simd.tile;

import org.znn.worker.convolution.fft.simd.dft.ComplexVectors;

/** Receives the planes of a pair of real tiles after their inverse transform. */
public interface PlaneSink {

    /**
     * Receives plane z. The complex vector of (y, x) starts at {@code from + y·rowPitch + x·}{@link
     * ComplexVectors#FLOATS}: the first tile in its real parts, the second tile in its imaginary parts.
     */
    void accept(int z, float[] source, int from, int rowPitch);
}
