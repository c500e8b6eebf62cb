package org.znn.common.network;

import java.util.Arrays;
import java.util.Locale;

/** How a convolution, or a gradient of one, is computed. */
public enum ConvolutionMethod {
    /** Product by product. */
    DIRECT,
    /** By fast Fourier transforms of tiles. */
    FFT,
    /** By Winograd's minimal filtering, with tiles that keep whole networks within twice the error of direct sums. */
    WINOGRAD,
    /** By Winograd's minimal filtering, with tiles that round hardly more than direct sums. */
    WINOGRAD_STRICT;

    /** As it is written in files and messages: lower case, words joined by a dash. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The method of that {@link #text}; throws {@link IllegalArgumentException} where there is none. */
    public static ConvolutionMethod parse(String text) {
        return Arrays.stream(values()).filter(m -> m.text().equals(text)).findFirst().orElseThrow(() ->
                new IllegalArgumentException("'" + text + "' is no way to compute a convolution"));
    }
}
