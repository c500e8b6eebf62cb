package org.znn.driver.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.znn.common.problem.Problems;

/**
 * Everything {@code znn.conf} can say, one part a concern. What a file leaves out has the value of the shipped
 * {@code conf/znn.conf}, which travels in the jar and is the one place of the defaults.
 */
public record ClusterSettings(OutputSettings output, PartsSettings parts, MemorySettings memory) {

    /** The environment variable that names the user's file. */
    public static final String FILE_VARIABLE = "ZNN_CONF";

    /**
     * The settings of a run: those of Spark first, then the file that {@value #FILE_VARIABLE} names, then the defaults.
     * Mistakes are added to the problems; a setting with a mistake has its default.
     *
     * @param environment as {@link System#getenv()}
     * @param spark       Spark's configuration; only keys that begin with {@code spark.znn.} matter
     */
    public static ClusterSettings load(Map<String, String> environment, Map<String, String> spark, Problems problems) {
        String file = environment.getOrDefault(FILE_VARIABLE, "");
        return read(file.isBlank() ? Optional.empty() : Optional.of(Path.of(file)), spark, problems);
    }

    /** As {@link #load}, with the user's file named outright. */
    public static ClusterSettings read(Optional<Path> file, Map<String, String> spark, Problems problems) {
        SettingsReader settings = SettingsReader.open(file, spark, problems);
        return new ClusterSettings(OutputSettings.from(settings), PartsSettings.from(settings),
                MemorySettings.from(settings));
    }
}
