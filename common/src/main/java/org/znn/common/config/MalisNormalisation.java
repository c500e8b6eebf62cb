package org.znn.common.config;

import java.util.Optional;

/** What MALIS weights are divided by ({@code malis_norm_type}; ZNN-SEMANTICS 6). */
public enum MalisNormalisation {
    NONE, FRACTION, NUMBER, PAIR;

    /** By ZNN's rule, what the text contains decides; {@code constrain} has no effect. */
    static Optional<MalisNormalisation> of(String text) {
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
