package org.znn.common.config;

/** How convolutions are computed ({@code train_conv_mode}, {@code forward_conv_mode}). */
public enum ConvolutionMode {
    /** By FFT, except 1x1x1 kernels. */
    FFT,
    /** Directly, except edges of the network that say {@code fft 1}. */
    DIRECT,
    /** Each edge as it is fastest. */
    OPTIMIZE
}
