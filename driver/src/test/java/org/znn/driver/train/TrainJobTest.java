package org.znn.driver.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.network.Hyperparameters;
import org.znn.common.network.InitialWeights;
import org.znn.common.network.LearningCurve;
import org.znn.common.network.NetworkFile;
import org.znn.common.network.NetworkFileReader;
import org.znn.common.network.NetworkFileWriter;
import org.znn.common.network.SavedNetwork;
import org.znn.common.network.Weights;
import org.znn.common.volume.Precision;
import org.znn.driver.report.JobFailedException;

/** Steps, reports, saves and resumption of a training job, on a network with a known solution. */
class TrainJobTest {

    @TempDir
    private Path folder;

    @Test
    void learnsTheLineAndReportsLikeZnn() throws Exception {
        LineTraining run = new LineTraining(folder).set("max_iter", "300").set("num_iter_per_save", "100")
                .set("num_iter_per_show", "100").set("num_iter_per_test", "150").set("anneal_factor", "1")
                .set("weight_decay", "0");
        run.run(2, new LineTrainerFactory(0, 0));
        NetworkFile file = NetworkFileReader.read(run.trained("_current.h5").toString());
        assertEquals(3, file.weights().filters().get("c").values()[0], 1e-3);
        assertEquals(1, file.weights().biases().get("out")[0], 1e-3);
        assertArrayEquals(new long[] {100, 200, 300}, file.curve().train().iterations());
        assertArrayEquals(new long[] {150, 300}, file.curve().test().iterations());
        List<String> lines = run.output().lines().filter(l -> l.startsWith("update") || l.startsWith("test")).toList();
        assertEquals(5, lines.size(), run.output());
        assertTrue(lines.get(0).matches("update 100,    cost: \\d\\.\\d{3}, pixel error: \\d\\.\\d{3},"
                + " elapsed: \\d\\.\\d{3} s/iter, learning rate: 0\\.05000"), lines.get(0));
        assertEquals("test iter: 300,     cost: 0.000, pixel error: 0.000", lines.get(4));
        assertTrue(run.output().matches("(?s).*300 steps in .*: first step .* \\(computing .*, broadcast .*, tasks .*,"
                + " averaging .*, update .* outside computing\\); tests .*"), run.output());
        assertEquals(List.of("net.znn", "net_100.h5", "net_200.h5", "net_300.h5", "net_current.h5", "net_curve.csv",
                "net_curve.png", "net_init.h5"), names("net.*"));
    }

    @ParameterizedTest
    @CsvSource({"1, yes", "2, yes", "2, no"})
    void savesTheSameBytesAfterAnInterruption(int cores, String standard) throws Exception {
        LineTraining uninterrupted = new LineTraining(folder.resolve("uninterrupted")).set("is_stdio", standard);
        uninterrupted.run(1, new LineTrainerFactory(0, 0));
        LineTraining killed = new LineTraining(folder.resolve("killed")).set("is_stdio", standard);
        JobFailedException failure = assertThrows(JobFailedException.class, () -> unwrap(() -> killed.run(cores,
                new LineTrainerFactory(9, 0))));
        assertTrue(failure.getMessage().matches("patch \\d of step 9 failed on executor driver: killed.*"),
                failure.getMessage());
        assertFalse(Files.exists(killed.trained("_12.h5")));
        killed.run(cores, new LineTrainerFactory(0, 0));
        for (String ending : List.of("_6.h5", "_12.h5", "_current.h5")) {
            SavedNetworkAssert.assertSame(uninterrupted.trained(ending), killed.trained(ending));
        }
        if (standard.equals("no")) {
            SavedNetworkAssert.assertSameCurve(uninterrupted.trained("_statistics_current.h5"),
                    killed.trained("_statistics_current.h5"));
            assertTrue(Files.exists(killed.trained("_statistics_12.h5")), () -> names("net.*").toString());
            assertTrue(Files.exists(killed.trained("_init_iter0_statistics_0.h5")));
        }
        assertEquals(Files.readString(uninterrupted.trained("_curve.csv")),
                Files.readString(killed.trained("_curve.csv")));
    }

    /** The same command, with a network to start from, before and after it is killed. */
    @Test
    void repeatedCommandWithASeedSavesTheSameBytes() throws Exception {
        LineTraining uninterrupted = new LineTraining(folder.resolve("uninterrupted"));
        Path seed = folder.resolve("seed.h5");
        Weights weights = InitialWeights.draw(uninterrupted.network(), 5, new Diagnostics());
        new NetworkFileWriter(Precision.FLOAT32, new Hyperparameters(1, 1, 1)).write(seed, new SavedNetwork(
                uninterrupted.network(), weights, weights, LearningCurve.EMPTY, Optional.empty(), Map.of()));
        StartFiles files = new StartFiles(Optional.of(seed.toString()), Optional.empty());
        uninterrupted.startFrom(files).run(1, new LineTrainerFactory(0, 0));
        LineTraining killed = new LineTraining(folder.resolve("killed")).startFrom(files);
        assertThrows(JobFailedException.class, () -> unwrap(() -> killed.run(1, new LineTrainerFactory(9, 0))));
        killed.run(1, new LineTrainerFactory(0, 0));
        for (String ending : List.of("_init.h5", "_6.h5", "_12.h5", "_current.h5")) {
            SavedNetworkAssert.assertSame(uninterrupted.trained(ending), killed.trained(ending));
        }
    }

    /** Everything that a run writes, on another file system than the local one. */
    @Test
    void savesOnHadoopFileSystems() throws Exception {
        LineTraining local = new LineTraining(folder.resolve("local")).set("is_stdio", "no").set("logging", "yes");
        local.run(1, new LineTrainerFactory(0, 0));
        LineTraining remote = new LineTraining(folder.resolve("remote")).set("is_stdio", "no").set("logging", "yes")
                .set("train_net_prefix", "file://" + folder.resolve("remote/net"));
        assertThrows(JobFailedException.class, () -> unwrap(() -> remote.run(1, new LineTrainerFactory(9, 0))));
        remote.run(1, new LineTrainerFactory(0, 0));
        for (String ending : List.of("_init.h5", "_6.h5", "_12.h5", "_current.h5")) {
            SavedNetworkAssert.assertSame(local.trained(ending), folder.resolve("remote/net" + ending));
        }
        assertEquals(-1, Files.mismatch(local.trained("_curve.csv"), folder.resolve("remote/net_curve.csv")));
        assertEquals(names(folder.resolve("local"), "(?!net_train).*"), names(folder.resolve("remote"),
                "(?!net_train).*"));
        List<String> logs = names(folder.resolve("remote"), "net_train_.*\\.log");
        List<String> log = Files.readAllLines(folder.resolve("remote").resolve(logs.get(logs.size() - 1)));
        assertTrue(log.get(log.size() - 1).startsWith("update 12,"), log::toString);
    }

    @Test
    void stopsOnDivergenceWithoutSaving() throws Exception {
        LineTraining run = new LineTraining(folder).set("num_iter_per_save", "2").set("logging", "yes");
        JobFailedException failure = assertThrows(JobFailedException.class,
                () -> unwrap(() -> run.run(2, new LineTrainerFactory(0, 4))));
        assertTrue(failure.getMessage().contains("diverged in step 4: NaN or infinite values in the output 'out' of"
                + " patch 1 (sample2)"),
                failure.getMessage());
        assertTrue(failure.getMessage().contains("the last checkpoint is " + run.trained("_current.h5")),
                failure.getMessage());
        NetworkFile saved = NetworkFileReader.read(run.trained("_current.h5").toString());
        assertEquals(2, saved.resume().orElseThrow().step());
        assertTrue(Double.isFinite(saved.weights().filters().get("c").values()[0]));
        List<String> log = Files.readAllLines(folder.resolve(names("net_train_.*\\.log").get(0)));
        assertEquals("subvolume: [" + LineTrainerFactory.centre(4, 2) + "] requested", log.get(log.size() - 1));
    }

    @Test
    void namesTheLayerThatDiverges() throws Exception {
        LineTraining run = new LineTraining(folder).set("eta", "1e30").set("max_iter", "100");
        JobFailedException failure = assertThrows(JobFailedException.class,
                () -> unwrap(() -> run.run(1, new LineTrainerFactory(0, 0))));
        assertTrue(failure.getMessage().matches("the training diverged in step \\d+: NaN or infinite values in the"
                + " updated weights of layer 'c'; the last checkpoint is \\S+_init.h5; .*"),
                failure.getMessage());
    }

    @Test
    void finishedRunHasNothingToDo() throws Exception {
        LineTraining run = new LineTraining(folder).set("num_iter_per_save", "1").set("max_iter", "2");
        run.run(1, new LineTrainerFactory(0, 0));
        run.run(1, new LineTrainerFactory(0, 0));
        assertTrue(run.output().contains("nothing to do: the run has completed 2 steps and max_iter is 2"),
                run.output());
    }

    @Test
    void savesPatchAndLogOnRequest() throws Exception {
        LineTraining run = new LineTraining(folder).set("is_debug", "yes").set("logging", "yes");
        run.run(1, new LineTrainerFactory(0, 0));
        assertEquals("[grdts, inputs, lbls, props]", Hdf5Tree.of(run.trained("_12.h5")).stream()
                .filter(p -> p.matches("/processing/znn/train/patch/\\w+")).map(p -> p.replaceFirst(".*/", "")).sorted()
                .toList().toString());
        Path log = folder.resolve(names("net_train_\\d{8}_\\d{6}\\.log").get(0));
        List<String> lines = Files.readAllLines(log);
        List<String> requests = new ArrayList<>();
        for (int step = 1; step <= 12; step++) {
            for (int patch = 0; patch < 3; patch++) {
                requests.add("sample" + (patch + 1));
                requests.add("subvolume: [" + LineTrainerFactory.centre(step, patch) + "] requested");
            }
        }
        assertEquals(requests, lines.stream().filter(l -> l.matches("(sample|subvolume).*")).toList());
        assertEquals(3, lines.stream().filter(l -> l.startsWith("update ")).count());
        assertEquals(Files.readString(folder.resolve("job.cfg")),
                Files.readString(folder.resolve(names("net_train_.*cfg").get(0))));
    }

    @Test
    void checkComparesThePatchAndStopsAfterOneStep() throws Exception {
        LineTraining reference = new LineTraining(folder.resolve("gtruth")).set("is_debug", "yes").set("max_iter", "2")
                .set("num_iter_per_save", "1");
        reference.run(1, new LineTrainerFactory(0, 0));
        Files.move(reference.trained("_1.h5"), folder.resolve("gtruth/net_1_single.h5"));
        LineTraining run = new LineTraining(folder).set("is_check", "yes");
        run.run(1, new LineTrainerFactory(0, 0));
        assertTrue(run.output().contains("check: inputs/in: equal"), run.output());
        assertTrue(run.output().contains("check: lbls/out: equal"), run.output());
        assertTrue(run.output().contains("1 steps in"), run.output());
    }

    private List<String> names(String pattern) {
        return names(folder, pattern);
    }

    private static List<String> names(Path folder, String pattern) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).filter(f -> f.matches(pattern)).sorted().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private interface Training {
        void run() throws IOException;
    }

    /** Unwraps the failure that is reported to the user. */
    private static void unwrap(Training training) throws IOException {
        try {
            training.run();
        } catch (Exception e) {
            for (Throwable t = e; t != null; t = t.getCause()) {
                if (t instanceof JobFailedException failure) {
                    throw failure;
                }
            }
            throw e;
        }
    }
}
