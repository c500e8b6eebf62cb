package org.znn.common.config;

import java.util.Optional;

/** Rebalancing of rare classes in the gradient ({@code rebalance_mode}; ZNN-SEMANTICS 4). */
public enum RebalanceMode {
    /** No rebalancing. */
    NONE,
    /** Class frequencies are those of the whole label volume. */
    GLOBAL,
    /** Class frequencies are those of each patch. */
    PATCH;

    /** Parses {@code rebalance_mode} by substring match, as ZNN does; unlike in ZNN, {@code none} is accepted. */
    static Optional<RebalanceMode> parse(String text) {
        if (text.contains("global")) {
            return Optional.of(GLOBAL);
        }
        if (text.contains("patch")) {
            return Optional.of(PATCH);
        }
        return text.isEmpty() || text.contains("none") || text.equals("off") ? Optional.of(NONE) : Optional.empty();
    }
}
