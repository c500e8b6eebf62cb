package org.znn.driver.forward;

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
import org.znn.driver.CommandResult;
import org.znn.driver.ZnnInProcess;
import org.znn.driver.ZnnProcess;

/**
 * Applies ZNN's own networks to whole sections: the output is bit-identical on one core, on two, and after an executor
 * or the driver was killed, in every mode.
 */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SectionReproducibilityTest {

    /** All modes that use different algorithms. */
    static final List<Run> RUNS = List.of(new Run("N4_relu.znn", "direct", "1,256,256"),
            new Run("N4_relu.znn", "fft", "1,256,256"), new Run("VD2D.znn", "winograd", "1,256,256"),
            new Run("N4_relu.znn", "winograd_strict", "1,256,256"));

    private static final Vec3 SECTIONS = new Vec3(3, 512, 512);
    private static final String CLUSTER = "local-cluster[2,1,2048]";

    private final Map<Run, Volume> onOneCore = new HashMap<>();

    /**
     * Forward job.
     *
     * @param network file name of the network
     * @param mode    convolution mode
     * @param size    output voxels of a pass (z,y,x)
     */
    record Run(String network, String mode, String size) {

        NoiseJob in(Path folder) throws Exception {
            NoiseJob job = new NoiseJob(folder, Files.readString(SharedData.path("data/networks").resolve(network)), 11)
                    .image("input", new NoiseImage(SECTIONS, 1)).preprocess("standard2D");
            return job.set("is_bd_mirror", "yes").set("forward_conv_mode", mode).set("forward_outsz", size);
        }
    }

    @BeforeAll
    void runOnOneCore(@TempDir Path folder) throws Exception {
        for (Run run : RUNS) {
            NoiseJob job = run.in(folder.resolve(run.network() + run.mode()));
            runHere(1, job);
            onOneCore.put(run, job.result("output", Precision.FLOAT32));
        }
    }

    @ParameterizedTest
    @FieldSource("RUNS")
    void onTwoCores(Run run, @TempDir Path folder) throws Exception {
        NoiseJob job = run.in(folder);
        runHere(2, job);
        assertSame(run, job);
    }

    @ParameterizedTest
    @FieldSource("RUNS")
    void onTwoExecutorsOfWhichOneIsKilled(Run run, @TempDir Path folder) throws Exception {
        NoiseJob job = run.in(folder.resolve("job"));
        ZnnProcess znn = new ZnnProcess(folder).spark("spark.master", CLUSTER);
        Process process = znn.start("forward", "-c", job.job());
        znn.await(process, "a committed block", () -> !job.partFiles().isEmpty());
        ZnnProcess.killExecutor(process);
        assertFalse(Files.exists(job.output("output")), "killed too late");
        CommandResult result = znn.finish(process);
        result.assertSuccess();
        assertTrue(result.err().lines().anyMatch(line -> line.contains("Lost executor")), result::all);
        assertSame(run, job);
    }

    @ParameterizedTest
    @FieldSource("RUNS")
    void withTheDriverKilled(Run run, @TempDir Path folder) throws Exception {
        NoiseJob job = run.in(folder.resolve("job"));
        ZnnProcess znn = new ZnnProcess(folder);
        Process process = znn.start("forward", "-c", job.job());
        znn.await(process, "a committed block", () -> !job.partFiles().isEmpty());
        process.destroyForcibly().waitFor();
        assertFalse(Files.exists(job.output("output")), "killed too late");
        CommandResult again = znn.run("forward", "-c", job.job());
        again.assertSuccess();
        assertTrue(again.err().contains(" blocks from an earlier run"), again::all);
        assertSame(run, job);
    }

    private static void runHere(int cores, NoiseJob job) throws Exception {
        CommandResult result = ZnnInProcess.run(cores, Map.of(), "forward", "-c", job.job());
        result.assertSuccess();
    }

    private void assertSame(Run run, NoiseJob job) throws Exception {
        VolumeAssert.assertSameBits(onOneCore.get(run), job.result("output", Precision.FLOAT32), run.toString());
    }
}
