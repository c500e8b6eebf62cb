package org.znn.common.config;

import java.util.Optional;

/** Cost that training minimises ({@code cost_fn}; ZNN-SEMANTICS 4), for predictions p and labels l. */
public enum CostFunction {
    /** Σ(p − l)². */
    SQUARE,
    /** Same as {@link #SQUARE}, but differences of at most 0.2 cost nothing. */
    SQUARE_SQUARE,
    /** Binomial cross entropy, Σ −l·log p − (1 − l)·log(1 − p). */
    BINOMIAL,
    /** Cross entropy Σ −l·log p of the softmax p over channels; outputs become probabilities. */
    SOFTMAX;

    /** Parses {@code cost_fn} by substring match, as ZNN does; {@code auto} follows from the output type. */
    static Optional<CostFunction> parse(String text, OutputType type) {
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
        return text.equals("auto") ? Optional.of(type == OutputType.AFFINITY ? BINOMIAL : SOFTMAX) : Optional.empty();
    }
}
