package org.znn.common.config;

import java.util.Optional;

/** What training minimises ({@code cost_fn}; ZNN-SEMANTICS 4). */
public enum CostFunction {
    /** Σ(p − l)². */
    SQUARE,
    /** As {@link #SQUARE}, differences of at most 0.2 forgiven. */
    SQUARE_SQUARE,
    /** Σ −l·log p − (1 − l)·log(1 − p). */
    BINOMIAL,
    /** Σ −l·log p of the softmax p; outputs become probabilities. */
    SOFTMAX;

    /** By ZNN's rule, what the text contains decides; {@code auto} by what the network tells. */
    static Optional<CostFunction> of(String text, OutType type) {
        if (text.contains("square-square")) {
            return Optional.of(SQUARE_SQUARE);
        }
        if (text.contains("square")) {
            return Optional.of(SQUARE);
        }
        if (text.contains("binomial")) {
            return Optional.of(BINOMIAL);
        }
        if (text.contains("softmax")) {
            return Optional.of(SOFTMAX);
        }
        return text.equals("auto") ? Optional.of(type == OutType.AFFINITY ? BINOMIAL : SOFTMAX) : Optional.empty();
    }
}
