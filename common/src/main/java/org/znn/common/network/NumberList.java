package org.znn.common.network;

import java.util.Arrays;
import java.util.Optional;

/** Parses comma-separated lists of numbers, such as {@code init_args} and {@code function_args}. */
final class NumberList {

    private static final double[] EMPTY = {};

    private NumberList() {
    }

    /** Parses a list of finite numbers; a null text is an empty list. Returns empty if the text is malformed. */
    static Optional<double[]> parse(String text) {
        if (text == null) {
            return Optional.of(EMPTY);
        }
        try {
            double[] numbers = Arrays.stream(text.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
            return Arrays.stream(numbers).allMatch(Double::isFinite) ? Optional.of(numbers) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
