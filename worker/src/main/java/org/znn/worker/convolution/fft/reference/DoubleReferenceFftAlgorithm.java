package org.znn.worker.convolution.fft.reference;

/** FFT convolution of float64 maps, for any shape. */
public final class DoubleReferenceFftAlgorithm extends ReferenceFftAlgorithm<double[]> {

    public DoubleReferenceFftAlgorithm() {
        this(MAX_SPECTRA_BYTES);
    }

    /** Creates the algorithm with another limit than {@link #MAX_SPECTRA_BYTES}. */
    DoubleReferenceFftAlgorithm(long maxSpectraBytes) {
        super(new DoubleVoxelAccess(), maxSpectraBytes);
    }
}
