package org.znn.common.network;

import java.util.Arrays;
import java.util.Optional;

/** Reads lists of numbers, {@code a,b}, as {@code init_args} and {@code function_args} hold them. */
final class Numbers {

    static final double[] NONE = {};

    private Numbers() {
    }

    /** Finite numbers between commas; none where the text is null; empty where the text is anything else. */
    static Optional<double[]> parse(String text) {
        if (text == null) {
            return Optional.of(NONE);
        }
        try {
            double[] numbers = Arrays.stream(text.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
            return Arrays.stream(numbers).allMatch(Double::isFinite) ? Optional.of(numbers) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
