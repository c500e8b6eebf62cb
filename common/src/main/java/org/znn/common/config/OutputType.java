package org.znn.common.config;

import java.util.Optional;

/** Interpretation of a network's outputs ({@code out_type}). */
public enum OutputType {
    /** Cell interior and boundary, two channels. */
    BOUNDARY,
    /** Affinity of each voxel to its predecessor along x, y and z, three channels in this order. */
    AFFINITY,
    /** Semantic classes, one channel per class. */
    SEMANTIC;

    /** Parses {@code out_type} by substring match, as ZNN does. */
    public static Optional<OutputType> parse(String text) {
        if (text.contains("boundary")) {
            return Optional.of(BOUNDARY);
        }
        if (text.contains("affin")) {
            return Optional.of(AFFINITY);
        }
        return text.contains("semantic") ? Optional.of(SEMANTIC) : Optional.empty();
    }
}
