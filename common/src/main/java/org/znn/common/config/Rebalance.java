package org.znn.common.config;

import java.util.Optional;

/** How rare classes are made up for in the gradient ({@code rebalance_mode}; ZNN-SEMANTICS 4). */
public enum Rebalance {
    OFF, GLOBAL, PATCH;

    /** By ZNN's rule, what the text contains decides; {@code none} is off, which in ZNN it was not. */
    static Optional<Rebalance> of(String text) {
        if (text.contains("global")) {
            return Optional.of(GLOBAL);
        }
        if (text.contains("patch")) {
            return Optional.of(PATCH);
        }
        return text.isEmpty() || text.contains("none") || text.equals("off") ? Optional.of(OFF) : Optional.empty();
    }
}
