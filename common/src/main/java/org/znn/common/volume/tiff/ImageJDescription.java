package org.znn.common.volume.tiff;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * ImageJ's description of a stack: lines of the form {@code key=value}.
 *
 * @param values value of each key
 */
record ImageJDescription(Map<String, String> values) {

    private static final int MAX_LENGTH = 1 << 20;

    static boolean matches(String description) {
        return description.startsWith("ImageJ=");
    }

    static ImageJDescription parse(String description) {
        Map<String, String> values = new HashMap<>();
        description.substring(0, Math.min(description.length(), MAX_LENGTH)).lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.putIfAbsent(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
            }
        });
        return new ImageJDescription(values);
    }

    /** Returns a number of planes; 1 if it is missing or not a positive whole number. */
    long count(String key) {
        return number(key).filter(n -> n >= 1 && n == Math.rint(n) && n <= 1e15).map(Double::longValue).orElse(1L);
    }

    /** Returns a number; empty if it is missing or not a finite number. */
    Optional<Double> number(String key) {
        try {
            return Optional.ofNullable(values.get(key)).map(Double::valueOf).filter(Double::isFinite);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Returns the unit of length; empty if there is none. */
    Optional<String> unit() {
        return Optional.ofNullable(values.get("unit")).filter(u -> !u.isBlank());
    }
}
