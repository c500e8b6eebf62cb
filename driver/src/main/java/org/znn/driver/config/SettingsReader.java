package org.znn.driver.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.diagnostic.Suggestion;
import org.znn.common.geometry.Vec3;

/**
 * Reads settings by key from Spark's configuration, the user's file and the shipped defaults, in decreasing precedence.
 * Each setting keeps the location it was read from; a key without a default is an error.
 */
final class SettingsReader {

    private static final String SHIPPED = "org/znn/conf/znn.conf";
    private static final String SPARK_PREFIX = "spark.";
    private static final String SPARK_KEYS = "spark.znn.";
    /** At most five digits: 99,999 days still fit into the nanoseconds of a long. */
    private static final Pattern DURATION = Pattern.compile("0*([1-9]\\d{0,4}) *(s|min|h|d)");
    private static final Map<String, LongFunction<Duration>> UNITS = Map.of("s", Duration::ofSeconds,
            "min", Duration::ofMinutes, "h", Duration::ofHours, "d", Duration::ofDays);

    private final Map<String, Setting> defaults = new TreeMap<>();
    private final Map<String, Setting> configured = new TreeMap<>();
    private final Diagnostics diagnostics;

    /** Text of a setting and the location it was read from. */
    private record Setting(String text, String location) {
    }

    private SettingsReader(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** Reads all sources; reports unknown keys and an unreadable file as errors. */
    static SettingsReader open(Optional<Path> file, Map<String, String> spark, Diagnostics diagnostics) {
        SettingsReader reader = new SettingsReader(diagnostics);
        flatten(ConfigFactory.parseResources(SettingsReader.class.getClassLoader(), SHIPPED).resolve(), SHIPPED)
                .forEach(reader.defaults::put);
        file.ifPresent(reader::addFile);
        new TreeMap<>(spark).forEach((key, value) -> {
            if (key.startsWith(SPARK_KEYS)) {
                reader.add(key.substring(SPARK_PREFIX.length()), new Setting(value, "--conf " + key), SPARK_PREFIX);
            }
        });
        return reader;
    }

    private void addFile(Path file) {
        if (!Files.isReadable(file)) {
            diagnostics.error(file.toString(), "the settings file cannot be read",
                    "correct " + ClusterSettings.FILE_VARIABLE + ", or unset it to use the defaults");
            return;
        }
        try {
            flatten(ConfigFactory.parseFile(file.toFile()).resolve(), file.toString())
                    .forEach((key, setting) -> add(key, setting, ""));
        } catch (ConfigException e) {
            diagnostics.error(location(e.origin(), file.toString()), "invalid HOCON: " + message(e),
                    "write lists as [8, 64, 64] or \"8,64,64\"");
        }
    }

    private void add(String key, Setting setting, String prefix) {
        if (defaults.containsKey(key)) {
            configured.put(key, setting);
        } else {
            diagnostics.error(setting.location(), "there is no setting '" + prefix + key + "'",
                    Suggestion.nearest(key, defaults.keySet()).map(k -> "did you mean '" + prefix + k + "'?")
                            .orElse("known settings: " + String.join(", ", defaults.keySet())));
        }
    }

    /** Returns an integer within inclusive limits. */
    int integer(String key, int min, int max) {
        return value(key, "a whole number from " + min + " to " + max, text -> {
            int n = Integer.parseInt(text);
            return n >= min && n <= max ? n : null;
        });
    }

    /** Returns a number within inclusive limits. */
    double number(String key, double min, double max) {
        return value(key, "a number from " + min + " to " + max, text -> {
            double x = Double.parseDouble(text);
            return x >= min && x <= max ? x : null;
        });
    }

    /** Returns a {@code yes} or {@code no} setting; also accepts HOCON's synonyms. */
    boolean yesOrNo(String key) {
        return value(key, "yes or no", text -> switch (text) {
            case "yes", "true", "on" -> true;
            case "no", "false", "off" -> false;
            default -> null;
        });
    }

    /** Returns a size (z, y, x) of at least 1 per axis; empty for {@code auto}. */
    Optional<Vec3> sizeOrAuto(String key) {
        return value(key, "auto or three numbers z,y,x of at least 1", text -> {
            Optional<Vec3> size = text.equals("auto") ? Optional.empty() : Optional.of(Vec3.parse(text));
            return size.isEmpty() || size.get().isPositive() ? size : null;
        });
    }

    /** Returns a duration of at least 1 s, a whole number with one of the units s, min, h and d. */
    Duration duration(String key) {
        return value(key, "a time of at least 1s, such as 90s, 30min, 12h or 7d", text -> {
            Matcher parts = DURATION.matcher(text);
            return parts.matches() ? UNITS.get(parts.group(2)).apply(Long.parseLong(parts.group(1))) : null;
        });
    }

    /** Returns any text; empty if it is blank. */
    Optional<String> text(String key) {
        return value(key, "text", text -> text.isBlank() ? Optional.empty() : Optional.of(text));
    }

    /** Returns the parsed value of a key; if the parser rejects it, reports an error and returns the default. */
    private <T> T value(String key, String expected, Function<String, T> parser) {
        Setting defaultSetting = defaults.get(key);
        Setting setting = configured.getOrDefault(key, defaultSetting);
        T value = parse(setting, parser);
        if (value == null) {
            diagnostics.error(setting.location(), key + " is '" + setting.text() + "'",
                    "it should be " + expected + " (default: " + defaultSetting.text() + ")");
            value = parse(defaultSetting, parser);
        }
        return value;
    }

    private static <T> T parse(Setting setting, Function<String, T> parser) {
        try {
            return parser.apply(setting.text().trim());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Map<String, Setting> flatten(Config config, String source) {
        return config.entrySet().stream().collect(Collectors.toMap(e -> e.getKey().replace("\"", ""),
                e -> new Setting(text(e.getValue()), location(e.getValue().origin(), source)), (a, b) -> b,
                TreeMap::new));
    }

    private static String text(ConfigValue value) {
        return value instanceof ConfigList list
                ? list.stream().map(v -> String.valueOf(v.unwrapped())).collect(Collectors.joining(","))
                : String.valueOf(value.unwrapped());
    }

    private static String location(ConfigOrigin origin, String source) {
        return origin == null || origin.lineNumber() < 1 ? source : source + ":" + origin.lineNumber();
    }

    /** Returns the library's message without its location prefix. */
    private static String message(ConfigException e) {
        String prefix = e.origin() == null ? "" : e.origin().description() + ": ";
        return e.getMessage().startsWith(prefix) ? e.getMessage().substring(prefix.length()) : e.getMessage();
    }
}
