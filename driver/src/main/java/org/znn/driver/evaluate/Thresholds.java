package org.znn.driver.evaluate;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The thresholds that are tried: above one, a voxel is inside or an edge joins.
 *
 * @param values rising, each from 0 to 1
 */
public record Thresholds(List<Double> values) {

    private static final int STEPS = 20;
    private static final double USUAL = 0.5;

    public Thresholds {
        values = List.copyOf(values);
    }

    /**
     * Written {@code best} (0.05, 0.10, … 0.95) or as the only one; throws {@link IllegalArgumentException} on anything
     * else.
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
            // Told below, as what is out of range is.
        }
        throw new IllegalArgumentException("'" + text + "' is neither 'best' nor a number from 0 to 1");
    }

    /** Whether the best is to be found. */
    boolean several() {
        return values.size() > 1;
    }

    /** The one whose scores are told in any case. */
    double usual() {
        return several() ? USUAL : values.get(0);
    }
}
