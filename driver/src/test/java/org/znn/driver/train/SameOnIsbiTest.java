package org.znn.driver.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    /** Without dropout, and with. */
    static final List<String> NETWORKS = List.of("N4_relu.znn", "VD2D.znn");

    private final Map<String, TrainFolder> onOneCore = new TreeMap<>();

    @BeforeAll
    void runOnOneCore(@TempDir Path folder) throws Exception {
        for (String network : NETWORKS) {
            TrainFolder job = TrainFolder.isbi2012(folder.resolve(network), network);
            runHere(1, job);
            onOneCore.put(network, job);
        }
    }

    @ParameterizedTest
    @FieldSource("NETWORKS")
    void onTwoCores(String network, @TempDir Path folder) throws Exception {
        TrainFolder job = TrainFolder.isbi2012(folder, network);
        runHere(2, job);
        assertSame(network, job);
    }

    @ParameterizedTest
    @FieldSource("NETWORKS")
    void onTwoExecutors(String network, @TempDir Path folder) throws Exception {
        TrainFolder job = TrainFolder.isbi2012(folder, network);
        ZnnProcess.Result result = new ZnnProcess(folder).spark("spark.master", KilledTraining.CLUSTER)
                .run("train", "-c", job.job());
        assertEquals(0, result.exit(), result::all);
        assertSame(network, job);
    }

    @ParameterizedTest
    @FieldSource("NETWORKS")
    void withAnExecutorKilledAfterThreeSteps(String network, @TempDir Path folder) throws Exception {
        TrainFolder job = TrainFolder.isbi2012(folder, network);
        KilledTraining.executor(job, 3);
        assertSame(network, job);
    }

    @ParameterizedTest
    @FieldSource("NETWORKS")
    void withTheDriverKilledBehindTheSaveOfStep20(String network, @TempDir Path folder) throws Exception {
        TrainFolder job = TrainFolder.isbi2012(folder, network);
        KilledTraining.driver(job, KilledTraining.CLUSTER, 21);
        assertSame(network, job);
    }

    private static void runHere(int cores, TrainFolder job) throws Exception {
        ZnnProcess.Result result = ZnnInProcess.run(cores, Map.of(), "train", "-c", job.job());
        assertEquals(0, result.exit(), result::all);
    }

    private void assertSame(String network, TrainFolder job) throws Exception {
        TrainFolder expected = onOneCore.get(network);
        for (String ending : List.of("_init.h5", "_20.h5", "_30.h5", "_current.h5")) {
            SameTraining.assertSame(expected.file(ending), job.file(ending));
        }
        assertEquals(Files.readString(expected.file("_curve.csv")), Files.readString(job.file("_curve.csv")));
    }
}
