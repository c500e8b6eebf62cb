package org.znn.common.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.diagnostic.Suggestion;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.SizeRelation;
import org.znn.common.text.PathSpelling;
import org.znn.common.text.UserPath;

/** Converts the values of [parameters] to their types; reports illegal values with their line. */
final class JobValues {

    private final String path;
    private final Map<String, IniValue> values;
    private final Diagnostics diagnostics;

    JobValues(String path, Map<String, IniValue> values, Diagnostics diagnostics) {
        this.path = path;
        this.values = values;
        this.diagnostics = diagnostics;
    }

    /** Returns the value as written, or the default; reports an error and returns empty if there is neither. */
    Optional<String> text(JobKey key) {
        Optional<String> text = Optional.ofNullable(values.get(key.key())).map(IniValue::text).or(key::defaultText);
        if (text.filter(t -> !t.isEmpty()).isEmpty() && key.defaultText().isEmpty()) {
            diagnostics.error(location(key), "'" + key.key() + "' is missing from [parameters]", "add '" + key.key()
                    + " = …'");
            return Optional.empty();
        }
        return text;
    }

    /** Parses a value; if the parser returns empty, reports the value as illegal, with the given remedy. */
    <T> Optional<T> parse(JobKey key, Function<String, Optional<T>> parser, String remedy) {
        return text(key).flatMap(text -> {
            Optional<T> value = parser.apply(text.strip());
            if (value.isEmpty()) {
                reject(key, text, remedy);
            }
            return value;
        });
    }

    void reject(JobKey key, String text, String remedy) {
        diagnostics.error(location(key), "'" + key.key() + " = " + text.replace("\n", " ") + "' is not legal", remedy);
    }

    Optional<Boolean> flag(JobKey key) {
        return parse(key, YesNo::parse, "write yes or no");
    }

    Optional<Long> integer(JobKey key, long min, long max) {
        return parse(key, text -> {
            try {
                long n = Long.parseLong(text);
                return n >= min && n <= max ? Optional.of(n) : Optional.empty();
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }, "write a whole number" + (min > Integer.MIN_VALUE ? " of at least " + min : "")
                + (max < Long.MAX_VALUE ? " and at most " + max : ""));
    }

    /** Reads an int of at least {@code min}. */
    Optional<Integer> count(JobKey key, int min) {
        return integer(key, min, Integer.MAX_VALUE).map(Long::intValue);
    }

    Optional<Double> number(JobKey key, Predicate<Double> legal, String remedy) {
        return parse(key, text -> {
            try {
                return Optional.of(Double.parseDouble(text)).filter(Double::isFinite).filter(legal);
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }, remedy);
    }

    /** Reads a number from 0 to 1. */
    Optional<Double> fraction(JobKey key) {
        return number(key, v -> v >= 0 && v <= 1, "write a number from 0 to 1");
    }

    /** Reads a patch size in voxels (z, y, x). */
    Optional<Vec3> size(JobKey key) {
        return parse(key, text -> {
            try {
                Vec3 size = Vec3.parse(text);
                return size.isPositive() && Vec3.cube(SizeRelation.MAX_SIDE).allAtLeast(size) ? Optional.of(size)
                        : Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }, "write three whole numbers z,y,x of at least 1, such as 1,100,100"
                + (key == JobKey.FORWARD_OUTSZ ? ", or auto" : ""));
    }

    /** Reads the enum constant whose lower-case name is the value. */
    <E extends Enum<E>> Optional<E> enumConstant(JobKey key, Class<E> type) {
        List<String> known = Arrays.stream(type.getEnumConstants()).map(e -> e.name().toLowerCase(Locale.ROOT))
                .toList();
        Optional<String> text = text(key);
        Optional<E> value = text.filter(known::contains).map(t -> type.getEnumConstants()[known.indexOf(t)]);
        if (text.isPresent() && value.isEmpty()) {
            reject(key, text.get(), Suggestion.remedy(text.get(), known));
        }
        return value;
    }

    Optional<SampleRange> sampleRange(JobKey key) {
        return parse(key, text -> SampleRange.parse(text, location(key)), "write sample numbers, such as 1-3,5");
    }

    /** Reads the path of an input file. */
    Optional<String> inputPath(JobKey key) {
        return text(key).map(text -> UserPath.relativeTo(source(key)).resolveInput(text));
    }

    /**
     * Reads the prefix of output files; that of files in a folder ends in a slash. A prefix that happens to name an
     * existing folder gives a warning, unless files of an earlier run with this prefix lie beside the folder.
     *
     * @param fileName what follows the prefix in the name of a file that every run writes
     */
    Optional<String> outputPrefix(JobKey key, String fileName) {
        return text(key).map(text -> {
            String prefix = UserPath.relativeTo(source(key)).resolveOutput(text);
            if (!UserPath.isUri(text) && !prefix.endsWith("/")) {
                PathSpelling.remedy(text).ifPresent(remedy -> reject(key, text, remedy));
            }
            if (!prefix.endsWith("/") || text.endsWith("/")) {
                return prefix;
            }
            String beside = prefix.substring(0, prefix.length() - 1);
            boolean continues = UserPath.exists(beside + fileName);
            diagnostics.warn(location(key), "'" + key.key() + " = " + text + "' names an existing folder; "
                    + (continues ? "files are written beside it, because there is " + beside + fileName
                    : "files are written into it, such as " + prefix + fileName),
                    continues ? "end it with a slash to write into the folder" : "end it with a slash to confirm");
            return continues ? beside : prefix;
        });
    }

    String location(JobKey key) {
        return values.containsKey(key.key()) ? values.get(key.key()).location() : path;
    }

    private String source(JobKey key) {
        return values.get(key.key()).source();
    }

}
