package org.znn.driver.evaluate;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The thresholds to try. A voxel above the threshold is inside a cell; an edge above it joins its two voxels.
 *
 * @param values thresholds from 0 to 1 in increasing order
 */
public record Thresholds(List<Double> values) {

    private static final int STEPS = 20;
    private static final double REFERENCE = 0.5;

    public Thresholds {
        values = List.copyOf(values);
    }

    /**
     * Parses {@code best} (0.05, 0.10, … 0.95) or a single threshold; throws {@link IllegalArgumentException} on
     * anything else.
     */
    public static Thresholds parse(String text) {
        if (text.equals("best")) {
            return new Thresholds(IntStream.range(1, STEPS).mapToObj(i -> (double) i / STEPS).toList());
        }
        try {
            double value = Double.parseDouble(text);
            if (value >= 0 && value <= 1) {
                return new Thresholds(List.of(value));
            }
        } catch (NumberFormatException e) {
            // Reported below, like a number out of range.
        }
        throw new IllegalArgumentException("'" + text + "' is neither 'best' nor a number from 0 to 1");
    }

    /** Returns whether several thresholds are tried to find the best. */
    boolean isSweep() {
        return values.size() > 1;
    }

    /** Returns the threshold whose scores are always shown: 0.5, or the only one. */
    double reference() {
        return isSweep() ? REFERENCE : values.get(0);
    }
}
