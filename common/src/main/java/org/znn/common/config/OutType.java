package org.znn.common.config;

import java.util.Optional;

/** What a network is trained to tell ({@code out_type}). */
public enum OutType {
    /** Inside or boundary, two channels. */
    BOUNDARY,
    /** Whether a voxel belongs to the same cell as its neighbour along x, y, z, three channels. */
    AFFINITY,
    /** One of several classes, a channel each. */
    SEMANTIC;

    /** By ZNN's rule: what the text contains decides. */
    static Optional<OutType> of(String text) {
        if (text.contains("boundary")) {
            return Optional.of(BOUNDARY);
        }
        if (text.contains("affin")) {
            return Optional.of(AFFINITY);
        }
        return text.contains("semantic") ? Optional.of(SEMANTIC) : Optional.empty();
    }
}
