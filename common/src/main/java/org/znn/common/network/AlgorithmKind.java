package org.znn.common.network;

import java.util.Arrays;
import java.util.Locale;

/** Kinds of algorithms that compute a convolution or one of its gradients. */
public enum AlgorithmKind {
    /** Direct summation of products. */
    DIRECT,
    /** Tiled fast Fourier transforms. */
    FFT,
    /**
     * Winograd's minimal filtering, with tile sizes that keep the error of whole networks within twice that of direct
     * convolution.
     */
    WINOGRAD,
    /** Winograd's minimal filtering, with tile sizes whose rounding error is close to direct convolution's. */
    WINOGRAD_STRICT;

    /** Spelling in files and messages: lower case, words joined by a hyphen. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Parses the spelling of {@link #text}.
     *
     * @throws IllegalArgumentException if there is no such algorithm
     */
    public static AlgorithmKind parse(String text) {
        return Arrays.stream(values()).filter(k -> k.text().equals(text)).findFirst().orElseThrow(() ->
                new IllegalArgumentException("'" + text + "' is not a convolution algorithm"));
    }
}
