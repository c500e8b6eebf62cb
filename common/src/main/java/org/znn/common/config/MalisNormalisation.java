package org.znn.common.config;

import java.util.Optional;

/** Normalisation of MALIS weights ({@code malis_norm_type}; ZNN-SEMANTICS 6). */
public enum MalisNormalisation {
    /** No normalisation. */
    NONE,
    /** Each voxel counts as the reciprocal of its segment's size. */
    FRACTION,
    /** Weights are divided by the number of voxels in segments. */
    NUMBER,
    /** Weights are divided by the number of ordered pairs of voxels in segments. */
    PAIR;

    /** Parses {@code malis_norm_type} by substring match, as ZNN does; {@code constrain} means none. */
    static Optional<MalisNormalisation> parse(String text) {
        if (text.contains("frac")) {
            return Optional.of(FRACTION);
        }
        if (text.contains("num")) {
            return Optional.of(NUMBER);
        }
        if (text.contains("pair")) {
            return Optional.of(PAIR);
        }
        return text.contains("none") || text.contains("constrain") ? Optional.of(NONE) : Optional.empty();
    }
}
