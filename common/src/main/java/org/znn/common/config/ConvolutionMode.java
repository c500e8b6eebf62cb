package org.znn.common.config;

import java.util.List;
import java.util.Locale;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmKind;

/**
 * Convolution algorithms a job permits ({@code train_conv_mode}, {@code forward_conv_mode}). {@code direct},
 * {@code fft} and {@code optimize} are ZNN's modes. Convolutions with a 1x1x1 kernel, and those that the requested
 * algorithm does not support, are computed directly in every mode.
 */
public enum ConvolutionMode {
    /** Direct convolution, except for edges that request FFT ({@code fft 1}). */
    DIRECT(List.of()),
    /** FFT convolution. */
    FFT(List.of(AlgorithmKind.FFT)),
    /** The fastest algorithm of each edge. */
    OPTIMIZE(List.of(AlgorithmKind.DIRECT, AlgorithmKind.FFT, AlgorithmKind.WINOGRAD)),
    /** Extension of ZNN: the fastest algorithm of each edge whose rounding error is close to direct convolution's. */
    OPTIMIZE_STRICT(List.of(AlgorithmKind.DIRECT, AlgorithmKind.FFT, AlgorithmKind.WINOGRAD_STRICT)),
    /**
     * Extension of ZNN: Winograd convolution with tile sizes that keep the error of whole networks within twice that of
     * direct convolution.
     */
    WINOGRAD(List.of(AlgorithmKind.WINOGRAD)),
    /** Extension of ZNN: Winograd convolution with tile sizes whose rounding error is close to direct convolution's. */
    WINOGRAD_STRICT(List.of(AlgorithmKind.WINOGRAD_STRICT));

    private final List<AlgorithmKind> candidates;

    ConvolutionMode(List<AlgorithmKind> candidates) {
        this.candidates = candidates;
    }

    /** Whether the algorithm of each edge is chosen by measurement. */
    public boolean isAutotuned() {
        return candidates.size() > 1;
    }

    /**
     * Lists the algorithms permitted for a conv edge. Direct convolution is the fallback for unsupported ones.
     *
     * @param kernel       kernel size (z, y, x)
     * @param fftRequested whether the network requests FFT for the edge
     */
    public List<AlgorithmKind> candidates(Vec3 kernel, boolean fftRequested) {
        if (kernel.equals(Vec3.ONE)) {
            return List.of(AlgorithmKind.DIRECT);
        }
        if (this == DIRECT) {
            return List.of(fftRequested ? AlgorithmKind.FFT : AlgorithmKind.DIRECT);
        }
        return candidates;
    }

    /** Spelling used in job files and messages. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
