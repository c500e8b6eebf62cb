package org.znn.common.network;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.znn.common.geometry.Vec3;
import org.znn.common.problem.Problems;
import org.znn.common.problem.Suggestion;

/** Reads the options of one group; what is wrong with them becomes a problem at their line. */
final class OptionReader {

    private final Group group;
    private final Problems problems;

    OptionReader(Group group, Problems problems) {
        this.group = group;
        this.problems = problems;
    }

    /** The option as written; an error where it is absent or has no value. */
    Optional<String> required(String key, String example) {
        String value = group.options().get(key);
        if (value == null) {
            problems.error(group.where(), group.title() + " has no '" + key + "'", "add the line '" + example + "'");
        } else if (value.isEmpty()) {
            problems.error(group.where(key), "'" + key + "' of " + group.title() + " has no value",
                    "write '" + example + "'");
            return Optional.empty();
        }
        return Optional.ofNullable(value);
    }

    /** The enum constant that an option names in lower case; an error with the nearest name on any other. */
    <E extends Enum<E>> Optional<E> constant(String key, Class<E> type, String example) {
        return required(key, example).flatMap(word -> {
            List<E> all = Arrays.asList(type.getEnumConstants());
            Optional<E> found = all.stream().filter(e -> wordOf(e).equals(word)).findFirst();
            if (found.isEmpty()) {
                unknown(key, word, all.stream().map(OptionReader::wordOf).toList());
            }
            return found;
        });
    }

    void unknown(String key, String word, List<String> known) {
        problems.error(group.where(key), group.title() + " has the unknown " + key + " '" + word + "'",
                Suggestion.remedy(word, known));
    }

    /** Three whole numbers within limits. */
    Optional<Vec3> triple(String key, int least, int most) {
        return required(key, key + " " + least + "," + least + "," + least).flatMap(text -> {
            try {
                Vec3 v = Vec3.parse(text);
                if (!v.allAtLeast(Vec3.cube(least)) || !Vec3.cube(most).allAtLeast(v)) {
                    return refuse(key, text, "each number must be at least " + least + " and at most " + most);
                }
                return Optional.of(v);
            } catch (IllegalArgumentException e) {
                return refuse(key, text, "write three whole numbers z,y,x without blanks, such as 1,3,3");
            }
        });
    }

    /** As {@link #triple}, or a default where the option is absent. */
    Optional<Vec3> triple(String key, int least, int most, Vec3 absent) {
        return group.options().containsKey(key) ? triple(key, least, most) : Optional.of(absent);
    }

    /** A whole number within limits. */
    Optional<Integer> whole(String key, int least, int most) {
        return required(key, key + " " + least).flatMap(text -> {
            try {
                int n = Integer.parseInt(text);
                return n >= least && n <= most ? Optional.of(n)
                        : refuse(key, text, "write a whole number of at least " + least + " and at most " + most);
            } catch (NumberFormatException e) {
                return refuse(key, text, "write a whole number of at least " + least);
            }
        });
    }

    /** A number that passes a test, or a default where the option is absent. */
    Optional<Double> number(String key, double absent, Predicate<Double> legal, String rule) {
        if (!group.options().containsKey(key)) {
            return Optional.of(absent);
        }
        return required(key, key + " " + absent).flatMap(text -> {
            try {
                double v = Double.parseDouble(text);
                return Double.isFinite(v) && legal.test(v) ? Optional.of(v) : refuse(key, text, rule);
            } catch (NumberFormatException e) {
                return refuse(key, text, rule);
            }
        });
    }

    /** Checks that an option, if there, is 0 or 1. */
    void flag(String key) {
        String value = group.options().get(key);
        if (value != null && !value.equals("0") && !value.equals("1")) {
            refuse(key, value, "write 0 or 1");
        }
    }

    <T> Optional<T> refuse(String key, String text, String remedy) {
        problems.error(group.where(key), "'" + key + " " + text + "' of " + group.title() + " is not legal", remedy);
        return Optional.empty();
    }

    /** Warns of keys that are one edit away from a known one; other unknown keys are kept in silence, as ZNN does. */
    void warnOfMistyped(List<String> known) {
        for (Map.Entry<String, String> option : group.options().entrySet()) {
            String key = option.getKey();
            if (!known.contains(key)) {
                Suggestion.within(key, known, 1).ifPresent(k -> problems.warn(group.where(key),
                        "unknown option '" + key + "' of " + group.title() + " is ignored",
                        "did you mean '" + k + "'?"));
            }
        }
    }

    static String wordOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
