package org.znn.driver.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmSelection;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.driver.CommandResult;
import org.znn.driver.ZnnInProcess;
import org.znn.driver.ZnnProcess;
import org.znn.driver.autotune.ForcedAutotuner;

/** With {@code forward_conv_mode = optimize} all executors and resumed runs use the algorithms selected first. */
class AutotunedForwardTest {

    private static final Map<String, String> KEEP =
            Map.of("spark.znn.parts.keep", "yes", "spark.znn.output.tiff", "no");

    @TempDir
    private Path folder;
    private final ForcedAutotuner autotuner = new ForcedAutotuner();
    private NoiseJob job;
    private Volume expected;
    private String selection;

    @BeforeEach
    void runWithAutotuning() throws Exception {
        job = new NoiseJob(folder, SmallNetworks.DILATED, 1).image("input", new NoiseImage(new Vec3(8, 40, 50), 1));
        job.set("forward_outsz", "2,16,16").set("forward_conv_mode", "optimize");
        CommandResult result = run(1);
        result.assertSuccess();
        expected = job.result("output", Precision.FLOAT32);
        selection = DatasetAttributes.text(job.output("output"), "convolutions");
    }

    @Test
    void measuresOnceAndRecordsTheSelection() {
        assertEquals(1, autotuner.tasks().size());
        assertEquals(2, AlgorithmSelection.parse(selection).layers().size(), selection);
    }

    @Test
    void computesTheSameBitsWithMoreThreads() throws Exception {
        job.set("output_prefix", folder.resolve("other").toString());
        run(2).assertSuccess();
        assertEquals(2, autotuner.tasks().size(), "another output is another job");
        assertResult();
    }

    @Test
    void resumedRunKeepsTheSelection() throws Exception {
        Files.delete(job.output("output"));
        Files.delete(job.partFiles().get(1));
        CommandResult result = run(2);
        result.assertSuccess();
        assertEquals(1, autotuner.tasks().size());
        assertTrue(result.err().contains(" blocks from an earlier run"), result::all);
        assertResult();
    }

    @Test
    void separateExecutorsKeepTheSelection() throws Exception {
        Files.delete(job.output("output"));
        for (Path part : job.partFiles()) {
            Files.delete(part);
        }
        CommandResult result = new ZnnProcess(folder).spark("spark.master", "local-cluster[2,1,2048]")
                .run("forward", "-c", job.job());
        result.assertSuccess();
        assertResult();
    }

    @Test
    void planUsesTheRecordedSelection() throws Exception {
        Files.delete(job.output("output"));
        Files.delete(job.partFiles().get(1));
        CommandResult plan = ZnnInProcess.run(2, KEEP, "plan", "-c", job.job());
        assertTrue(plan.out().contains("from the earlier run"), plan::all);
    }

    @Test
    void refusesAnotherMode() throws Exception {
        Files.delete(job.output("output"));
        job.set("forward_conv_mode", "direct");
        CommandResult result = run(2);
        assertEquals(2, result.exit(), result::all);
        assertTrue(result.err().contains("which differs in forward_conv_mode;"), result::all);
    }

    @Test
    void measuresAgainIfTheSelectionIsDamaged() throws Exception {
        Path properties = job.parts().resolve("job.properties");
        for (String damaged : new String[] {"conv1\\=ftt", "conv9\\=fft", "conv1", ""}) {
            Files.writeString(properties, Files.readString(properties).replaceAll("(?m)^plan.convolutions=.*",
                    "plan.convolutions=" + damaged.replace("\\", "\\\\")));
            Files.delete(job.output("output"));
            CommandResult result = run(2).assertSuccess();
            assertTrue(result.err().contains("reusing 6 of 6 blocks"), result::all);
            assertResult();
        }
    }

    private CommandResult run(int cores) throws Exception {
        return ZnnInProcess.run(cores, autotuner, KEEP, "forward", "-c", job.job());
    }

    private void assertResult() throws Exception {
        VolumeAssert.assertSameBits(expected, job.result("output", Precision.FLOAT32), "output");
        assertEquals(selection, DatasetAttributes.text(job.output("output"), "convolutions"));
    }
}
