package org.znn.driver.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.znn.driver.ZnnProcess;
import org.znn.driver.forward.ZnnInProcess;

/**
 * ZNN's own networks on real data: 30 steps come to the same weights, momenta and learning curve, bit by bit, on one
 * core and on two, on a cluster, and whoever is killed on the way.
 */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SameOnIsbiTest {

    /** Without dropout, and with; in every mode that computes in another way. */
    static final List<Run> RUNS = List.of(new Run("N4_relu.znn", "direct"), new Run("VD2D.znn", "direct"),
            new Run("N4_relu.znn", "fft"), new Run("VD2D.znn", "winograd"), new Run("N4_relu.znn", "winograd_strict"));

    private final Map<Run, TrainFolder> onOneCore = new HashMap<>();

    /** A network, and how its convolutions are computed. */
    record Run(String network, String mode) {

        TrainFolder in(Path folder) throws IOException {
            return TrainFolder.isbi2012(folder, network).set("train_conv_mode", mode);
        }
    }

    @BeforeAll
    void runOnOneCore(@TempDir Path folder) throws Exception {
        for (Run run : RUNS) {
            TrainFolder job = run.in(folder.resolve(run.network() + run.mode()));
            runHere(1, job);
            onOneCore.put(run, job);
        }
    }

    @ParameterizedTest
    @FieldSource("RUNS")
    void onTwoCores(Run run, @TempDir Path folder) throws Exception {
        TrainFolder job = run.in(folder);
        runHere(2, job);
        assertSame(run, job);
    }

    @ParameterizedTest
    @FieldSource("RUNS")
    void onTwoExecutors(Run run, @TempDir Path folder) throws Exception {
        TrainFolder job = run.in(folder);
        ZnnProcess.Result result = new ZnnProcess(folder).spark("spark.master", KilledTraining.CLUSTER)
                .run("train", "-c", job.job());
        assertEquals(0, result.exit(), result::all);
        assertSame(run, job);
    }

    @ParameterizedTest
    @FieldSource("RUNS")
    void withAnExecutorKilledAfterThreeSteps(Run run, @TempDir Path folder) throws Exception {
        TrainFolder job = run.in(folder);
        KilledTraining.executor(job, 3);
        assertSame(run, job);
    }

    @ParameterizedTest
    @FieldSource("RUNS")
    void withTheDriverKilledBehindTheSaveOfStep20(Run run, @TempDir Path folder) throws Exception {
        TrainFolder job = run.in(folder);
        KilledTraining.driver(job, KilledTraining.CLUSTER, 21);
        assertSame(run, job);
    }

    private static void runHere(int cores, TrainFolder job) throws Exception {
        ZnnProcess.Result result = ZnnInProcess.run(cores, Map.of(), "train", "-c", job.job());
        assertEquals(0, result.exit(), result::all);
    }

    private void assertSame(Run run, TrainFolder job) throws Exception {
        TrainFolder expected = onOneCore.get(run);
        for (String ending : List.of("_init.h5", "_20.h5", "_30.h5", "_current.h5")) {
            SameTraining.assertSame(expected.file(ending), job.file(ending));
        }
        assertEquals(Files.readString(expected.file("_curve.csv")), Files.readString(job.file("_curve.csv")));
    }
}
