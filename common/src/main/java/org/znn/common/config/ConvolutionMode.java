package org.znn.common.config;

import java.util.List;
import java.util.Locale;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.ConvolutionMethod;

/**
 * How convolutions are computed ({@code train_conv_mode}, {@code forward_conv_mode}). The first three are ZNN's. 1x1x1
 * kernels are computed directly in every mode, and so is what the method asked for cannot compute.
 */
public enum ConvolutionMode {
    /** Directly, except edges of the network that say {@code fft 1}. */
    DIRECT(List.of()),
    /** By FFT. */
    FFT(List.of(ConvolutionMethod.FFT)),
    /** Each edge as it is fastest. */
    OPTIMIZE(List.of(ConvolutionMethod.DIRECT, ConvolutionMethod.FFT, ConvolutionMethod.WINOGRAD)),
    /** Ours: each edge as it is fastest of what rounds hardly more than direct sums. */
    OPTIMIZE_STRICT(List.of(ConvolutionMethod.DIRECT, ConvolutionMethod.FFT, ConvolutionMethod.WINOGRAD_STRICT)),
    /**
     * Ours: by Winograd's minimal filtering, with tiles that keep whole networks within twice the error of direct sums.
     */
    WINOGRAD(List.of(ConvolutionMethod.WINOGRAD)),
    /** Ours: by Winograd's minimal filtering, with tiles that round hardly more than direct sums. */
    WINOGRAD_STRICT(List.of(ConvolutionMethod.WINOGRAD_STRICT));

    private final List<ConvolutionMethod> methods;

    ConvolutionMode(List<ConvolutionMethod> methods) {
        this.methods = methods;
    }

    /** Whether the method of an edge is found by measuring. */
    public boolean measures() {
        return methods.size() > 1;
    }

    /**
     * The methods that a conv edge may be computed by, if they can; the direct one is always possible.
     *
     * @param fft whether the network asks for FFT here
     */
    public List<ConvolutionMethod> methods(Vec3 kernel, boolean fft) {
        if (kernel.equals(Vec3.ONE)) {
            return List.of(ConvolutionMethod.DIRECT);
        }
        if (this == DIRECT) {
            return List.of(fft ? ConvolutionMethod.FFT : ConvolutionMethod.DIRECT);
        }
        return methods;
    }

    /** As it is written in jobs and messages. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
