package org.znn.driver.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.common.diagnostic.Diagnostic;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.geometry.Vec3;

/** Defaults, all keys from all sources, and errors. */
class ClusterSettingsTest {

    @TempDir
    private Path folder;

    private final Diagnostics diagnostics = new Diagnostics();

    @Test
    void defaults() {
        ClusterSettings settings = ClusterSettings.load(Map.of(), Map.of(), diagnostics);
        assertEquals(List.of(), diagnostics.errors());
        assertEquals(new OutputSettings(4, Optional.empty(), true), settings.output());
        assertEquals(new PartsSettings(Optional.empty(), false), settings.parts());
        assertEquals(new MemorySettings(0.6), settings.memory());
        assertEquals(new PatienceSettings(Duration.ofMinutes(30)), settings.patience());
    }

    @Test
    void everyKeyCanBeSetInAFile() throws IOException {
        Path file = file("""
                znn {
                  output { compression = 9, chunk = [8, 64, 32], tiff = no }
                  parts { folder = "hdfs://host/parts", keep = yes }
                  memory.share = 0.25
                  cluster.patience = 2 h
                }
                """);
        ClusterSettings settings = ClusterSettings.load(Map.of("ZNN_CONF", file.toString()), Map.of(), diagnostics);
        assertEquals(List.of(), diagnostics.errors());
        assertEquals(new OutputSettings(9, Optional.of(new Vec3(8, 64, 32)), false), settings.output());
        assertEquals(new PartsSettings(Optional.of("hdfs://host/parts"), true), settings.parts());
        assertEquals(new MemorySettings(0.25), settings.memory());
        assertEquals(new PatienceSettings(Duration.ofHours(2)), settings.patience());
    }

    @Test
    void everyKeyCanBeSetThroughSpark() {
        ClusterSettings settings = ClusterSettings.load(Map.of(), Map.of(
                "spark.znn.output.compression", "0",
                "spark.znn.output.chunk", "1,2,3",
                "spark.znn.output.tiff", "false",
                "spark.znn.parts.folder", "/scratch",
                "spark.znn.parts.keep", "true",
                "spark.znn.memory.share", "1",
                "spark.znn.cluster.patience", "90s",
                "spark.executor.memory", "4g"), diagnostics);
        assertEquals(List.of(), diagnostics.errors());
        assertEquals(new OutputSettings(0, Optional.of(new Vec3(1, 2, 3)), false), settings.output());
        assertEquals(new PartsSettings(Optional.of("/scratch"), true), settings.parts());
        assertEquals(new MemorySettings(1), settings.memory());
        assertEquals(new PatienceSettings(Duration.ofSeconds(90)), settings.patience());
    }

    @Test
    void sparkOverridesFileOverridesDefaults() throws IOException {
        Path file = file("znn.output { compression = 1, chunk = \"4,4,4\" }");
        OutputSettings output = ClusterSettings.read(Optional.of(file), Map.of("spark.znn.output.compression", "2"),
                diagnostics).output();
        assertEquals(new OutputSettings(2, Optional.of(Vec3.cube(4)), true), output);
    }

    @Test
    void reportsEveryErrorWithLocationAndValidValues() throws IOException {
        Path file = file("""
                znn {
                  output.compression = 10
                  output.chunk = "8,0,8"
                  output.tiff = maybe
                  memory.shares = 0.5
                  cluster.patience = 30
                }
                """);
        ClusterSettings settings = ClusterSettings.read(Optional.of(file), Map.of(
                "spark.znn.memory.share", "0", "spark.znn.parts.kept", "yes"), diagnostics);
        assertEquals(List.of(
                file + ":5: there is no setting 'znn.memory.shares'; did you mean 'znn.memory.share'?",
                "--conf spark.znn.parts.kept: there is no setting 'spark.znn.parts.kept';"
                        + " did you mean 'spark.znn.parts.keep'?",
                file + ":2: znn.output.compression is '10'; it should be a whole number from 0 to 9 (default: 4)",
                file + ":3: znn.output.chunk is '8,0,8'; it should be auto or three numbers z,y,x of at least 1"
                        + " (default: auto)",
                file + ":4: znn.output.tiff is 'maybe'; it should be yes or no (default: yes)",
                "--conf spark.znn.memory.share: znn.memory.share is '0'; it should be a number from 0.05 to 1.0"
                        + " (default: 0.6)",
                file + ":6: znn.cluster.patience is '30'; it should be a time of at least 1s, such as 90s, 30min, 12h"
                        + " or 7d (default: 30min)"),
                diagnostics.errors().stream().map(Diagnostic::toString).toList());
        assertEquals(new ClusterSettings(new OutputSettings(4, Optional.empty(), true),
                new PartsSettings(Optional.empty(), false), new MemorySettings(0.6),
                new PatienceSettings(Duration.ofMinutes(30))), settings);
    }

    @Test
    void reportsTheLineOfInvalidHocon() throws IOException {
        Path file = file("znn {\n  output.chunk = 8,64,64\n}\n");
        ClusterSettings.read(Optional.of(file), Map.of(), diagnostics);
        assertEquals(1, diagnostics.errors().size());
        String location = diagnostics.errors().get(0).location();
        assertTrue(location.startsWith(file + ":2"), location);
    }

    @Test
    void reportsAMissingFile() {
        ClusterSettings.load(Map.of("ZNN_CONF", folder.resolve("none.conf").toString()), Map.of(), diagnostics);
        assertEquals(folder.resolve("none.conf").toString(), diagnostics.errors().get(0).location());
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("znn.conf"), text);
    }
}
