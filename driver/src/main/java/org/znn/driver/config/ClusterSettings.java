package org.znn.driver.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.znn.common.diagnostic.Diagnostics;

/**
 * All settings of {@code znn.conf}, one component per concern. A setting that is not configured has its default from
 * the shipped {@code conf/znn.conf}, which is packaged in the jar and is the only place that defines defaults.
 */
public record ClusterSettings(OutputSettings output, PartsSettings parts, MemorySettings memory,
        PatienceSettings patience) {

    /** The environment variable that names the user's file. */
    public static final String FILE_VARIABLE = "ZNN_CONF";

    /**
     * Loads the settings, in decreasing precedence from Spark's configuration, the file named by
     * {@value #FILE_VARIABLE} and the defaults. Reports errors; a setting with an invalid value gets its default.
     *
     * @param environment environment variables, as of {@link System#getenv()}
     * @param spark       Spark's configuration, of which only keys with the prefix {@code spark.znn.} are read
     */
    public static ClusterSettings load(Map<String, String> environment, Map<String, String> spark,
            Diagnostics diagnostics) {
        String file = environment.getOrDefault(FILE_VARIABLE, "");
        return read(file.isBlank() ? Optional.empty() : Optional.of(Path.of(file)), spark, diagnostics);
    }

    /** Loads the settings like {@link #load}, from an explicit file of the user. */
    public static ClusterSettings read(Optional<Path> file, Map<String, String> spark, Diagnostics diagnostics) {
        SettingsReader settings = SettingsReader.open(file, spark, diagnostics);
        return new ClusterSettings(OutputSettings.from(settings), PartsSettings.from(settings),
                MemorySettings.from(settings), PatienceSettings.from(settings));
    }
}
