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
    static final List<ForwardCase> CASES = List.of(new ForwardCase("N4_relu.znn", "direct", "1,256,256"),
            new ForwardCase("N4_relu.znn", "fft", "1,256,256"), new ForwardCase("VD2D.znn", "winograd", "1,256,256"),
            new ForwardCase("N4_relu.znn", "winograd_strict", "1,256,256"));

    private static final Vec3 SECTIONS = new Vec3(3, 512, 512);
    private static final String CLUSTER = "local-cluster[2,1,2048]";

    private final Map<ForwardCase, Volume> onOneCore = new HashMap<>();

    /**
     * Forward job.
     *
     * @param network file name of the network
     * @param mode    convolution mode
     * @param size    output voxels of a pass (z,y,x)
     */
    record ForwardCase(String network, String mode, String size) {

        NoiseJob in(Path folder) throws Exception {
            NoiseJob job = new NoiseJob(folder, Files.readString(SharedData.path("data/networks").resolve(network)), 11)
                    .image("input", new NoiseImage(SECTIONS, 1)).preprocess("standard2D");
            return job.set("is_bd_mirror", "yes").set("forward_conv_mode", mode).set("forward_outsz", size);
        }
    }

    @BeforeAll
    void executeOnOneCore(@TempDir Path folder) throws Exception {
        for (ForwardCase forwardCase : CASES) {
            NoiseJob job = forwardCase.in(folder.resolve(forwardCase.network() + forwardCase.mode()));
            executeInThisJvm(1, job);
            onOneCore.put(forwardCase, job.result("output", Precision.FLOAT32));
        }
    }

    @ParameterizedTest
    @FieldSource("CASES")
    void onTwoCores(ForwardCase forwardCase, @TempDir Path folder) throws Exception {
        NoiseJob job = forwardCase.in(folder);
        executeInThisJvm(2, job);
        assertSame(forwardCase, job);
    }

    @ParameterizedTest
    @FieldSource("CASES")
    void onTwoExecutorsOfWhichOneIsKilled(ForwardCase forwardCase, @TempDir Path folder) throws Exception {
        NoiseJob job = forwardCase.in(folder.resolve("job"));
        ZnnProcess znn = new ZnnProcess(folder).spark("spark.master", CLUSTER);
        Process process = znn.start("forward", "-c", job.job());
        znn.await(process, "a committed block", () -> !job.partFiles().isEmpty());
        ZnnProcess.killExecutor(process);
        assertFalse(Files.exists(job.output("output")), "killed too late");
        CommandResult result = znn.finish(process);
        result.assertSuccess();
        assertTrue(result.err().lines().anyMatch(line -> line.contains("Lost executor")), result::all);
        assertSame(forwardCase, job);
    }

    @ParameterizedTest
    @FieldSource("CASES")
    void resumesAfterTheDriverWasKilled(ForwardCase forwardCase, @TempDir Path folder) throws Exception {
        NoiseJob job = forwardCase.in(folder.resolve("job"));
        ZnnProcess znn = new ZnnProcess(folder);
        Process process = znn.start("forward", "-c", job.job());
        znn.await(process, "a committed block", () -> !job.partFiles().isEmpty());
        process.destroyForcibly().waitFor();
        assertFalse(Files.exists(job.output("output")), "killed too late");
        CommandResult resumed = znn.run("forward", "-c", job.job());
        resumed.assertSuccess();
        assertTrue(resumed.err().contains(" blocks from an earlier run"), resumed::all);
        assertSame(forwardCase, job);
    }

    private static void executeInThisJvm(int cores, NoiseJob job) throws Exception {
        CommandResult result = ZnnInProcess.run(cores, Map.of(), "forward", "-c", job.job());
        result.assertSuccess();
    }

    private void assertSame(ForwardCase forwardCase, NoiseJob job) throws Exception {
        VolumeAssert.assertSameBits(onOneCore.get(forwardCase), job.result("output", Precision.FLOAT32),
                forwardCase.toString());
    }
}
