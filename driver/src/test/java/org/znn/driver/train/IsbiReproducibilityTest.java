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
import org.znn.driver.CommandResult;
import org.znn.driver.JobFolder;
import org.znn.driver.ZnnInProcess;
import org.znn.driver.ZnnProcess;

/**
 * Trains ZNN's own networks on real data: after 30 steps weights, momentum and learning curve are bit-identical on one
 * core, on two, on a cluster, and after an executor or the driver was killed.
 */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsbiReproducibilityTest {

    /** Networks with and without dropout, and all modes that use different algorithms. */
    static final List<Run> RUNS = List.of(new Run("N4_relu.znn", "direct"), new Run("VD2D.znn", "direct"),
            new Run("N4_relu.znn", "fft"), new Run("VD2D.znn", "winograd"), new Run("N4_relu.znn", "winograd_strict"));

    private final Map<Run, JobFolder> onOneCore = new HashMap<>();

    /**
     * Training run.
     *
     * @param network file name of the network
     * @param mode    convolution mode
     */
    record Run(String network, String mode) {

        JobFolder in(Path folder) throws IOException {
            return TrainJobs.isbi2012(folder, network).set("train_conv_mode", mode);
        }
    }

    @BeforeAll
    void trainOnOneCore(@TempDir Path folder) throws Exception {
        for (Run run : RUNS) {
            JobFolder job = run.in(folder.resolve(run.network() + run.mode()));
            trainInThisJvm(1, job);
            onOneCore.put(run, job);
        }
    }

    @ParameterizedTest
    @FieldSource("RUNS")
    void onTwoCores(Run run, @TempDir Path folder) throws Exception {
        JobFolder job = run.in(folder);
        trainInThisJvm(2, job);
        assertSame(run, job);
    }

    @ParameterizedTest
    @FieldSource("RUNS")
    void onTwoExecutors(Run run, @TempDir Path folder) throws Exception {
        JobFolder job = run.in(folder);
        CommandResult result = new ZnnProcess(folder).spark("spark.master", KilledTraining.CLUSTER)
                .run("train", "-c", job.job());
        result.assertSuccess();
        assertSame(run, job);
    }

    @ParameterizedTest
    @FieldSource("RUNS")
    void withAnExecutorKilledAfterThreeSteps(Run run, @TempDir Path folder) throws Exception {
        JobFolder job = run.in(folder);
        KilledTraining.withExecutorKilled(job, 3);
        assertSame(run, job);
    }

    @ParameterizedTest
    @FieldSource("RUNS")
    void withTheDriverKilledAfterTheSaveOfStep20(Run run, @TempDir Path folder) throws Exception {
        JobFolder job = run.in(folder);
        KilledTraining.withDriverKilled(job, KilledTraining.CLUSTER, 21);
        assertSame(run, job);
    }

    private static void trainInThisJvm(int cores, JobFolder job) throws Exception {
        CommandResult result = ZnnInProcess.run(cores, Map.of(), "train", "-c", job.job());
        result.assertSuccess();
    }

    private void assertSame(Run run, JobFolder job) throws Exception {
        JobFolder expected = onOneCore.get(run);
        for (String ending : List.of("_init.h5", "_20.h5", "_30.h5", "_current.h5")) {
            SavedNetworkAssert.assertSame(expected.trained(ending), job.trained(ending));
        }
        assertEquals(Files.readString(expected.trained("_curve.csv")), Files.readString(job.trained("_curve.csv")));
    }
}
