package org.znn.driver.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.znn.common.SharedData;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.driver.ZnnProcess;

/**
 * ZNN's own networks over whole sections: the same voxels, bit by bit, on one core and on two, and whoever is killed on
 * the way, in every mode.
 */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SameOnSectionsTest {

    /** Every mode that computes in another way. */
    static final List<Run> RUNS = List.of(new Run("N4_relu.znn", "direct", "1,256,256"),
            new Run("N4_relu.znn", "fft", "1,256,256"), new Run("VD2D.znn", "winograd", "1,256,256"),
            new Run("N4_relu.znn", "winograd_strict", "1,256,256"));

    private static final Vec3 SECTIONS = new Vec3(3, 512, 512);
    private static final String CLUSTER = "local-cluster[2,1,2048]";

    private final Map<Run, Volume> onOneCore = new HashMap<>();

    /** A network, how its convolutions are computed, and the size of a pass. */
    record Run(String network, String mode, String size) {

        TestJob in(Path folder) throws Exception {
            TestJob job = new TestJob(folder, Files.readString(SharedData.path("data/networks").resolve(network)), 11)
                    .image("input", new TestImage(SECTIONS, 1)).preprocess("standard2D");
            return job.set("is_bd_mirror", "yes").set("forward_conv_mode", mode).set("forward_outsz", size);
        }
    }

    @BeforeAll
    void runOnOneCore(@TempDir Path folder) throws Exception {
        for (Run run : RUNS) {
            TestJob job = run.in(folder.resolve(run.network() + run.mode()));
            runHere(1, job);
            onOneCore.put(run, job.result("output", Precision.FLOAT32));
        }
    }

    @ParameterizedTest
    @FieldSource("RUNS")
    void onTwoCores(Run run, @TempDir Path folder) throws Exception {
        TestJob job = run.in(folder);
        runHere(2, job);
        assertSame(run, job);
    }

    @ParameterizedTest
    @FieldSource("RUNS")
    void onTwoExecutorsOfWhichOneIsKilled(Run run, @TempDir Path folder) throws Exception {
        TestJob job = run.in(folder.resolve("job"));
        ZnnProcess znn = new ZnnProcess(folder).spark("spark.master", CLUSTER);
        Process process = znn.start("forward", "-c", job.write());
        znn.await(process, "a block is committed", () -> !job.partFiles().isEmpty());
        ZnnProcess.killExecutor(process);
        assertFalse(Files.exists(job.output("output")), "killed too late");
        ZnnProcess.Result result = znn.finish(process);
        assertEquals(0, result.exit(), result::all);
        assertTrue(result.err().lines().anyMatch(line -> line.contains("Lost executor")), result::all);
        assertSame(run, job);
    }

    @ParameterizedTest
    @FieldSource("RUNS")
    void withTheDriverKilledInTheMiddle(Run run, @TempDir Path folder) throws Exception {
        TestJob job = run.in(folder.resolve("job"));
        ZnnProcess znn = new ZnnProcess(folder);
        Process process = znn.start("forward", "-c", job.write());
        znn.await(process, "a block is committed", () -> !job.partFiles().isEmpty());
        process.destroyForcibly().waitFor();
        assertFalse(Files.exists(job.output("output")), "killed too late");
        ZnnProcess.Result again = znn.run("forward", "-c", job.write());
        assertEquals(0, again.exit(), again::all);
        assertTrue(again.err().contains(" blocks are there"), again::all);
        assertSame(run, job);
    }

    private static void runHere(int cores, TestJob job) throws Exception {
        ZnnProcess.Result result = ZnnInProcess.run(cores, Map.of(), "forward", "-c", job.write());
        assertEquals(0, result.exit(), result::all);
    }

    private void assertSame(Run run, TestJob job) throws Exception {
        TestJob.assertSameBits(onOneCore.get(run), job.result("output", Precision.FLOAT32), run.toString());
    }
}
