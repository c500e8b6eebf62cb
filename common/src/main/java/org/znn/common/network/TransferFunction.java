package org.znn.common.network;

import java.io.Serializable;

/** Function that a transfer node applies to x = sum + bias. */
public sealed interface TransferFunction extends Serializable {

    /** a·x + b. */
    record Linear(double a, double b) implements TransferFunction {
        public static final Linear IDENTITY = new Linear(1, 0);
    }

    /** {@code x > 0 ? x : 0}; NaN becomes 0, as in ZNN. */
    record RectifyLinear() implements TransferFunction {
    }

    /** a·tanh(b·x). */
    record Tanh(double a, double b) implements TransferFunction {
    }

    /** x / (1 + |x|). */
    record SoftSign() implements TransferFunction {
    }

    /** 1 / (1 + e^-x). */
    record Logistics() implements TransferFunction {
    }

    /**
     * Same as {@link Logistics}, but backpropagated as if its derivative were 1, for costs that return the gradient
     * with respect to x.
     */
    record ForwardLogistics() implements TransferFunction {
    }
}
