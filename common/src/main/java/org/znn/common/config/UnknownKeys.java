package org.znn.common.config;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.diagnostic.Suggestion;

/**
 * Reports the keys of a section that have no meaning. ZNN ignores them all; here a key that resembles a known one is an
 * error, because it is probably mistyped, and any other key, or a key without a value, gives a warning.
 */
final class UnknownKeys {

    private UnknownKeys() {
    }

    /** Reports the unknown keys, except those that may serve interpolation only: inherited and inserted ones. */
    static void report(String section, Collection<IniValue> values, List<String> known, Diagnostics diagnostics) {
        values.stream().filter(v -> !v.inherited() && !v.inserted() && !known.contains(v.key()))
                .forEach(v -> report(section, v, known, diagnostics));
    }

    private static void report(String section, IniValue value, List<String> known, Diagnostics diagnostics) {
        String message = "'" + value.key() + "' is not a key of [" + section + "]";
        Optional<String> nearest = Suggestion.nearest(value.key(), known);
        String remedy = nearest.map(key -> "did you mean '" + key + "'?").orElse("remove it");
        if (value.text().isEmpty()) {
            diagnostics.warn(value.location(), message + "; it is ignored because it is empty", remedy);
        } else if (nearest.isPresent()) {
            diagnostics.error(value.location(), message, remedy);
        } else {
            diagnostics.warn(value.location(), message + " and is ignored, as ZNN ignores it", remedy);
        }
    }
}
