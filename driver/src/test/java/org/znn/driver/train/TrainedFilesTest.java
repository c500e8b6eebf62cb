package org.znn.driver.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.znn.common.diagnostic.Diagnostics;

/** Whenever a run is killed while it saves, the next one makes all its files those of one step. */
class TrainedFilesTest {

    @TempDir
    private Path folder;
    private LineTraining run;

    private void start(String standardLayout) throws IOException {
        run = new LineTraining(folder).set("is_stdio", standardLayout).set("num_iter_per_save", "3");
    }

    private void runTo(int step) throws IOException {
        run.set("max_iter", String.valueOf(step)).run(1, new LineTrainerFactory(0, 0));
    }

    /** Files are replaced in the order statistics, current, numbered, picture, table; old ones stay after a kill. */
    @ParameterizedTest
    @CsvSource({"yes, 0", "yes, 1", "yes, 2", "yes, 3", "no, 0", "no, 1", "no, 2", "no, 3", "no, 4", "no, 5"})
    void completesTheFilesOfAStep(String standardLayout, int saved) throws Exception {
        List<String> order = standardLayout.equals("yes")
                ? List.of("_current.h5", "_12.h5", "_curve.png", "_curve.csv")
                : List.of("_statistics_12.h5", "_statistics_current.h5", "_current.h5", "_12.h5", "_curve.png",
                        "_curve.csv");
        start(standardLayout);
        runTo(6);
        Map<String, byte[]> before = files();
        runTo(12);
        Map<String, byte[]> after = files();
        for (String file : order.subList(saved, order.size())) {
            Path path = run.trained(file);
            if (before.containsKey(path.getFileName().toString())) {
                Files.write(path, before.get(path.getFileName().toString()));
            } else {
                Files.deleteIfExists(path);
            }
        }
        runTo(12);
        assertEquals(after.keySet(), files().keySet());
        for (String file : List.of("_current.h5", "_12.h5")) {
            Files.write(folder.resolve("undisturbed.h5"), after.get("net" + file));
            SavedNetworkAssert.assertSame(folder.resolve("undisturbed.h5"), run.trained(file));
        }
        assertEquals(-1, Files.mismatch(run.trained("_current.h5"), run.trained("_12.h5")));
        assertEquals(new String(after.get("net_curve.csv")), Files.readString(run.trained("_curve.csv")));
        boolean nothingLeft = saved > order.indexOf("_current.h5");
        assertEquals(nothingLeft, run.output().endsWith("nothing to do: the run has completed 12 steps and max_iter is"
                + " 12\n" + writtenNow(order, saved)), run::output);
    }

    private String writtenNow(List<String> order, int saved) {
        StringBuilder lines = new StringBuilder();
        // Picture and table of the curve are written together.
        order.subList(Math.min(saved, order.indexOf("_curve.png")), order.size())
                .forEach(f -> lines.append("  written now: ").append(run.trained(f)).append('\n'));
        return lines.toString();
    }

    @Test
    void writesNothingIfAllFilesAreThere() throws Exception {
        start("yes");
        runTo(6);
        Map<String, byte[]> before = files();
        runTo(6);
        assertTrue(run.output().endsWith("nothing to do: the run has completed 6 steps and max_iter is 6\n"),
                run::output);
        Map<String, byte[]> after = files();
        before.forEach((name, bytes) -> assertEquals(-1, Arrays.mismatch(bytes, after.get(name)), name));
    }

    /** The files that a run has written before its first checkpoint is complete do not keep it from starting anew. */
    @ParameterizedTest
    @ValueSource(strings = {"_init.h5", "_init_iter0_statistics_0.h5", "_statistics_0.h5", "_statistics_current.h5"})
    void startsAnewIfKilledInTheFirstSave(String file) throws Exception {
        start("no");
        runTo(6);
        Set<Path> others = all();
        assertTrue(others.remove(run.trained(file)), others::toString);
        for (Path other : others) {
            Files.delete(other);
        }
        runTo(6);
        assertFalse(run.output().contains("removed"), run::output);
        assertTrue(Files.exists(run.trained("_6.h5")));
    }

    /** The weights before the first step are those of the job's seed, unless the file is another run's. */
    @Test
    void refusesTheInitialNetworkOfAnotherRun() throws Exception {
        start("yes");
        runTo(6);
        Files.move(run.trained("_current.h5"), run.trained("_init.h5"), StandardCopyOption.REPLACE_EXISTING);
        for (String file : List.of("_3.h5", "_6.h5", "_curve.csv", "_curve.png")) {
            Files.delete(run.trained(file));
        }
        byte[] trained = Files.readAllBytes(run.trained("_init.h5"));
        assertRefused("do: " + run.trained("_init.h5") + "; ");
        run.startFrom(new StartFiles(Optional.of(run.trained("_init.h5").toString()), Optional.empty()));
        assertRefused("do: " + run.trained("_init.h5") + "; ");
        assertArrayEquals(trained, Files.readAllBytes(run.trained("_init.h5")));
        run.overwrite();
        runTo(6);
        assertTrue(Files.exists(run.trained("_6.h5")));
    }

    @Test
    void neverRemovesWhatIsNoNetwork() throws Exception {
        start("yes");
        Files.writeString(run.trained("_1.h5"), "a volume");
        run.overwrite();
        assertRefused(run.trained("_1.h5") + ": would be removed for the new run, but cannot be read as a network; move"
                + " it elsewhere, or choose another train_net_prefix");
        assertEquals("a volume", Files.readString(run.trained("_1.h5")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"_100.h5", "_curve.csv", "_curve.png"})
    void refusesFilesOfAnotherRun(String file) throws Exception {
        start("yes");
        runTo(6);
        byte[] written = Files.readAllBytes(run.trained(file.replace("100", "6")));
        for (Path own : all()) {
            Files.delete(own);
        }
        Files.write(run.trained(file), written);
        assertRefused(run.trained("_current.h5") + ": does not exist, but other files of a run with this"
                + " train_net_prefix do: " + run.trained(file) + "; to go on from a checkpoint give --resume and its"
                + " path; for a new run choose another train_net_prefix, or replace these files with --overwrite");
        assertArrayEquals(written, Files.readAllBytes(run.trained(file)));
        run.overwrite();
        runTo(6);
        assertTrue(run.output().contains("removed 1 file of another run with the prefix "), run::output);
        assertFalse(Files.exists(run.trained("_100.h5")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"_b_100.h5", "_100.h5.bak", "_12b.h5", "2_100.h5", "_curve.csv.old", "_sample1_output.h5"})
    void ignoresOtherFilesWithTheSameBeginning(String file) throws Exception {
        start("yes");
        Files.writeString(run.trained(file), "of something else");
        assertTrue(run.initialState(new Diagnostics()).isPresent());
    }

    @Test
    void resumesFromANumberedCheckpointOnRequest() throws Exception {
        start("yes");
        runTo(6);
        Files.delete(run.trained("_current.h5"));
        assertRefused("does not exist, but other files of a run");
        run.startFrom(new StartFiles(Optional.empty(), Optional.of(run.trained("_6.h5").toString())));
        runTo(12);
        assertTrue(Files.exists(run.trained("_12.h5")) && Files.exists(run.trained("_6.h5")));
    }

    @Test
    void keepsTheNetworkThatItStartsFrom() throws Exception {
        start("yes");
        runTo(12);
        Files.delete(run.trained("_current.h5"));
        run.startFrom(new StartFiles(Optional.of(run.trained("_6.h5").toString()), Optional.empty()));
        assertRefused("does not exist, but other files of a run");
        run.overwrite();
        runTo(4);
        assertTrue(Files.exists(run.trained("_6.h5")));
        assertFalse(Files.exists(run.trained("_12.h5")));
    }

    @Test
    void overwriteDoesNotEndARunThatCanBeResumed() throws Exception {
        start("yes");
        runTo(6);
        run.overwrite();
        Diagnostics diagnostics = new Diagnostics();
        assertEquals(6, run.initialState(diagnostics).orElseThrow().step());
        assertTrue(diagnostics.warnings().toString().contains("has no effect, because "),
                diagnostics.warnings()::toString);
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 12})
    void removesPendingFilesOfExactlyThisRun(int lastStep) throws Exception {
        start("no");
        runTo(6);
        for (String name : List.of("net_12.h5", "net_current.h5", "net_init.h5", "net_curve.csv", "net_curve.png",
                "net_statistics_12.h5", "net_statistics_current.h5", "net_train_20261130_010203.cfg")) {
            Files.writeString(folder.resolve("." + name + ".0123abcd.pending"), "half");
        }
        List<String> others = List.of(".net_b_current.h5.0123abcd.pending", ".net_b_12.h5.0123abcd.pending",
                ".net_sample1_output.h5.0123abcd.pending", ".net.h5.0123abcd.pending", ".net_current.h5.pending");
        for (String other : others) {
            Files.writeString(folder.resolve(other), "of something else");
        }
        runTo(lastStep);
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(others.stream().sorted().toList(), files.map(f -> f.getFileName().toString())
                    .filter(f -> f.startsWith(".")).sorted().toList());
        }
    }

    private void assertRefused(String message) {
        Diagnostics diagnostics = new Diagnostics();
        assertEquals(Optional.empty(), run.initialState(diagnostics));
        assertEquals(1, diagnostics.errors().size());
        assertTrue(diagnostics.errors().get(0).toString().contains(message), diagnostics.errors()::toString);
    }

    /** Returns the paths of all files of the run. */
    private Set<Path> all() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().startsWith("net_")).collect(Collectors.toSet());
        }
    }

    private Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        for (Path file : all()) {
            contents.put(file.getFileName().toString(), Files.readAllBytes(file));
        }
        return contents;
    }
}
