package org.znn.common.network;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.diagnostic.Suggestion;
import org.znn.common.geometry.Vec3;

/** Reads the options of one block; reports invalid options with their line. */
final class OptionReader {

    private final ZnnBlock block;
    private final Diagnostics diagnostics;

    OptionReader(ZnnBlock block, Diagnostics diagnostics) {
        this.block = block;
        this.diagnostics = diagnostics;
    }

    /** Returns an option as written; reports an error if it is absent or has no value. */
    Optional<String> required(String key, String example) {
        String value = block.options().get(key);
        if (value == null) {
            diagnostics.error(block.location(), block.title() + " has no '" + key + "'",
                    "add the line '" + example + "'");
        } else if (value.isEmpty()) {
            diagnostics.error(block.location(key), "'" + key + "' of " + block.title() + " has no value",
                    "write '" + example + "'");
            return Optional.empty();
        }
        return Optional.ofNullable(value);
    }

    /** Returns the enum constant that an option names in lower case; reports other values with the nearest name. */
    <E extends Enum<E>> Optional<E> enumConstant(String key, Class<E> type, String example) {
        return required(key, example).flatMap(word -> {
            List<E> all = Arrays.asList(type.getEnumConstants());
            Optional<E> found = all.stream().filter(e -> keyword(e).equals(word)).findFirst();
            if (found.isEmpty()) {
                reportUnknown(key, word, all.stream().map(OptionReader::keyword).toList());
            }
            return found;
        });
    }

    void reportUnknown(String key, String word, List<String> known) {
        diagnostics.error(block.location(key), block.title() + " has the unknown " + key + " '" + word + "'",
                Suggestion.remedy(word, known));
    }

    /** Reads three whole numbers between {@code min} and {@code max}. */
    Optional<Vec3> triple(String key, int min, int max) {
        return required(key, key + " " + min + "," + min + "," + min).flatMap(text -> {
            try {
                Vec3 v = Vec3.parse(text);
                if (!v.allAtLeast(Vec3.cube(min)) || !Vec3.cube(max).allAtLeast(v)) {
                    return reject(key, text, "each number must be at least " + min + " and at most " + max);
                }
                return Optional.of(v);
            } catch (IllegalArgumentException e) {
                return reject(key, text, "write three whole numbers z,y,x without blanks, such as 1,3,3");
            }
        });
    }

    /** Reads three whole numbers between {@code min} and {@code max}, or the default if the option is absent. */
    Optional<Vec3> triple(String key, int min, int max, Vec3 defaultValue) {
        return block.options().containsKey(key) ? triple(key, min, max) : Optional.of(defaultValue);
    }

    /** Reads a whole number between {@code min} and {@code max}. */
    Optional<Integer> integer(String key, int min, int max) {
        return required(key, key + " " + min).flatMap(text -> {
            try {
                int n = Integer.parseInt(text);
                return n >= min && n <= max ? Optional.of(n)
                        : reject(key, text, "write a whole number of at least " + min + " and at most " + max);
            } catch (NumberFormatException e) {
                return reject(key, text, "write a whole number of at least " + min);
            }
        });
    }

    /** Reads a finite number that satisfies a predicate, or the default if the option is absent. */
    Optional<Double> number(String key, double defaultValue, Predicate<Double> legal, String rule) {
        if (!block.options().containsKey(key)) {
            return Optional.of(defaultValue);
        }
        return required(key, key + " " + defaultValue).flatMap(text -> {
            try {
                double v = Double.parseDouble(text);
                return Double.isFinite(v) && legal.test(v) ? Optional.of(v) : reject(key, text, rule);
            } catch (NumberFormatException e) {
                return reject(key, text, rule);
            }
        });
    }

    /** Reports an option that is present but neither 0 nor 1. */
    void checkFlag(String key) {
        String value = block.options().get(key);
        if (value != null && !value.equals("0") && !value.equals("1")) {
            reject(key, value, "write 0 or 1");
        }
    }

    <T> Optional<T> reject(String key, String text, String remedy) {
        diagnostics.error(block.location(key), "'" + key + " " + text + "' of " + block.title() + " is not legal",
                remedy);
        return Optional.empty();
    }

    /** Warns about keys that are one edit away from a known key; other unknown keys are kept silently, as in ZNN. */
    void warnAboutTypos(List<String> known) {
        for (Map.Entry<String, String> option : block.options().entrySet()) {
            String key = option.getKey();
            if (!known.contains(key)) {
                Suggestion.within(key, known, 1).ifPresent(k -> diagnostics.warn(block.location(key),
                        "unknown option '" + key + "' of " + block.title() + " is ignored",
                        "did you mean '" + k + "'?"));
            }
        }
    }

    /** Returns the keyword of an enum constant: its name in lower case. */
    static String keyword(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
