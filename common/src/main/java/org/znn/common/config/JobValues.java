package org.znn.common.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.znn.common.geometry.Vec3;
import org.znn.common.problem.Problems;
import org.znn.common.problem.Suggestion;
import org.znn.common.text.UserPath;

/** Reads the values of [parameters] as what they mean; what is not legal becomes an error at its line. */
final class JobValues {

    private static final int LONGEST_SIDE = 1 << 24;

    private final String path;
    private final Map<String, IniValue> values;
    private final Problems problems;

    JobValues(String path, Map<String, IniValue> values, Problems problems) {
        this.path = path;
        this.values = values;
        this.problems = problems;
    }

    /** The value as written or its default; an error and empty where it has none. */
    Optional<String> text(JobKey key) {
        Optional<String> text = Optional.ofNullable(values.get(key.key())).map(IniValue::text).or(key::defaultText);
        if (text.filter(t -> !t.isEmpty()).isEmpty() && key.defaultText().isEmpty()) {
            problems.error(where(key), "'" + key.key() + "' is missing from [parameters]", "add '" + key.key()
                    + " = …'");
            return Optional.empty();
        }
        return text;
    }

    /** What a rule makes of the value; an error that tells the remedy where it makes nothing. */
    <T> Optional<T> read(JobKey key, Function<String, Optional<T>> rule, String remedy) {
        return text(key).flatMap(text -> {
            Optional<T> value = rule.apply(text.strip());
            if (value.isEmpty()) {
                refuse(key, text, remedy);
            }
            return value;
        });
    }

    void refuse(JobKey key, String text, String remedy) {
        problems.error(where(key), "'" + key.key() + " = " + text.replace("\n", " ") + "' is not legal", remedy);
    }

    Optional<Boolean> flag(JobKey key) {
        return read(key, text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "yes", "true", "on", "1" -> Optional.of(true);
            case "no", "false", "off", "0" -> Optional.of(false);
            default -> Optional.empty();
        }, "write yes or no");
    }

    Optional<Long> whole(JobKey key, long least, long most) {
        return read(key, text -> {
            try {
                long n = Long.parseLong(text);
                return n >= least && n <= most ? Optional.of(n) : Optional.empty();
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }, "write a whole number" + (least > Long.MIN_VALUE ? " of at least " + least : "")
                + (most < Long.MAX_VALUE ? " and at most " + most : ""));
    }

    /** A count of at least so many. */
    Optional<Integer> count(JobKey key, int least) {
        return whole(key, least, Integer.MAX_VALUE).map(Long::intValue);
    }

    Optional<Double> number(JobKey key, Predicate<Double> legal, String remedy) {
        return read(key, text -> {
            try {
                return Optional.of(Double.parseDouble(text)).filter(Double::isFinite).filter(legal);
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }, remedy);
    }

    /** A number from 0 to 1. */
    Optional<Double> share(JobKey key) {
        return number(key, v -> v >= 0 && v <= 1, "write a number from 0 to 1");
    }

    /** The size of a patch. */
    Optional<Vec3> size(JobKey key) {
        return read(key, text -> {
            try {
                Vec3 size = Vec3.parse(text);
                return size.isPositive() && Vec3.cube(LONGEST_SIDE).allAtLeast(size) ? Optional.of(size)
                        : Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }, "write three whole numbers z,y,x of at least 1, such as 1,100,100"
                + (key == JobKey.FORWARD_OUTSZ ? ", or auto" : ""));
    }

    /** The enum constant that the value names. */
    <E extends Enum<E>> Optional<E> constant(JobKey key, Class<E> type) {
        List<String> known = Arrays.stream(type.getEnumConstants()).map(e -> e.name().toLowerCase(Locale.ROOT))
                .toList();
        Optional<String> text = text(key);
        Optional<E> value = text.filter(known::contains).map(t -> type.getEnumConstants()[known.indexOf(t)]);
        if (text.isPresent() && value.isEmpty()) {
            refuse(key, text.get(), Suggestion.remedy(text.get(), known));
        }
        return value;
    }

    Optional<SampleRange> range(JobKey key) {
        return read(key, text -> SampleRange.parse(text, where(key)), "write numbers of samples, such as 1-3,5");
    }

    /** Where a file to read is. */
    Optional<String> existingPath(JobKey key) {
        return text(key).map(text -> UserPath.in(source(key)).existing(text));
    }

    /** Where a file to write goes. */
    Optional<String> targetPath(JobKey key) {
        return text(key).map(text -> UserPath.in(source(key)).target(text));
    }

    String where(JobKey key) {
        return values.containsKey(key.key()) ? values.get(key.key()).where() : path;
    }

    private String source(JobKey key) {
        return values.get(key.key()).source();
    }

    /** Refuses keys that mean nothing; those of [DEFAULT] may serve interpolation only. */
    void refuseUnknown() {
        List<String> known = JobKey.keys();
        values.values().stream().filter(v -> !v.inherited() && !known.contains(v.key())).forEach(v ->
                problems.error(v.where(), "'" + v.key() + "' is not a key of [parameters]",
                        Suggestion.nearest(v.key(), known).map(k -> "did you mean '" + k + "'?")
                                .orElse("remove it")));
    }
}
