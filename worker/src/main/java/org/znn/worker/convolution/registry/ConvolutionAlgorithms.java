package org.znn.worker.convolution.registry;

import org.znn.common.network.AlgorithmKind;
import org.znn.worker.convolution.ConvolutionAlgorithm;
import org.znn.worker.convolution.direct.DirectAlgorithm;
import org.znn.worker.convolution.direct.DoubleDirectAlgorithm;
import org.znn.worker.convolution.fft.reference.DoubleReferenceFftAlgorithm;
import org.znn.worker.convolution.fft.reference.FloatReferenceFftAlgorithm;
import org.znn.worker.convolution.fft.simd.SimdFftAlgorithm;
import org.znn.worker.convolution.winograd.WinogradAlgorithm;
import org.znn.worker.simd.Simd;

/** The algorithm that implements each {@link AlgorithmKind}. */
public final class ConvolutionAlgorithms {

    private ConvolutionAlgorithms() {
    }

    /** Returns the float32 algorithm. Winograd needs the Vector API and falls back to direct convolution without it. */
    public static ConvolutionAlgorithm<float[]> float32(AlgorithmKind kind, Simd simd) {
        return switch (kind) {
            case DIRECT -> new DirectAlgorithm(simd);
            case FFT -> simd.isVector() ? new SimdFftAlgorithm(simd) : new FloatReferenceFftAlgorithm(simd);
            case WINOGRAD -> simd.isVector() ? new WinogradAlgorithm(simd, false) : new DirectAlgorithm(simd);
            case WINOGRAD_STRICT -> simd.isVector() ? new WinogradAlgorithm(simd, true) : new DirectAlgorithm(simd);
        };
    }

    /**
     * Returns the float64 algorithm.
     *
     * @throws IllegalArgumentException if the algorithm is not available in float64
     */
    public static ConvolutionAlgorithm<double[]> float64(AlgorithmKind kind) {
        return switch (kind) {
            case DIRECT -> new DoubleDirectAlgorithm();
            case FFT -> new DoubleReferenceFftAlgorithm();
            default -> throw new IllegalArgumentException(kind.text() + " is not available in float64");
        };
    }
}
