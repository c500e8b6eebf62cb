package org.znn.driver.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.ConvolutionChoice;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.driver.ZnnProcess;
import org.znn.driver.choice.ForcedMeasuring;

/** {@code forward_conv_mode = optimize}: chosen once, then the same bytes everywhere and for runs that go on. */
class ChosenForwardTest {

    private static final Map<String, String> KEEP =
            Map.of("spark.znn.parts.keep", "yes", "spark.znn.output.tiff", "no");

    @TempDir
    private Path folder;
    private final ForcedMeasuring measuring = new ForcedMeasuring();
    private TestJob job;
    private Volume expected;
    private String choice;

    @BeforeEach
    void aJobWithAChoice() throws Exception {
        job = new TestJob(folder, SmallNetworks.DILATED, 1).image("input", new TestImage(new Vec3(8, 40, 50), 1));
        job.set("forward_outsz", "2,16,16").set("forward_conv_mode", "optimize");
        ZnnProcess.Result run = run(1);
        assertEquals(0, run.exit(), run::all);
        expected = job.result("output", Precision.FLOAT32);
        choice = DatasetNotes.text(job.output("output"), "convolutions");
    }

    @Test
    void isMeasuredOnceAndTold() {
        assertEquals(1, measuring.asked().size());
        assertEquals(2, ConvolutionChoice.parse(choice).layers().size(), choice);
    }

    @Test
    void threadsDoNotShow() throws Exception {
        job.set("output_prefix", folder.resolve("other").toString());
        assertEquals(0, run(2).exit());
        assertEquals(2, measuring.asked().size(), "another output is another job");
        assertResult();
    }

    @Test
    void aRunThatGoesOnKeepsTheChoice() throws Exception {
        Files.delete(job.output("output"));
        Files.delete(job.partFiles().get(1));
        ZnnProcess.Result run = run(2);
        assertEquals(0, run.exit(), run::all);
        assertEquals(1, measuring.asked().size());
        assertTrue(run.err().contains("blocks are there from an earlier run"), run::all);
        assertResult();
    }

    @Test
    void executorsOfTheirOwnKeepItToo() throws Exception {
        Files.delete(job.output("output"));
        for (Path part : job.partFiles()) {
            Files.delete(part);
        }
        ZnnProcess.Result there = new ZnnProcess(folder).spark("spark.master", "local-cluster[2,1,2048]")
                .run("forward", "-c", job.write());
        assertEquals(0, there.exit(), there::all);
        assertResult();
    }

    @Test
    void theLedgersChoiceIsPlanned() throws Exception {
        Files.delete(job.output("output"));
        Files.delete(job.partFiles().get(1));
        ZnnProcess.Result plan = ZnnInProcess.run(2, KEEP, "plan", "-c", job.write());
        assertTrue(plan.out().contains("of the earlier run"), plan::all);
    }

    @Test
    void anotherModeIsAnotherJob() throws Exception {
        Files.delete(job.output("output"));
        job.set("forward_conv_mode", "direct");
        ZnnProcess.Result run = run(2);
        assertEquals(2, run.exit(), run::all);
        assertTrue(run.err().contains("which differs in forward_conv_mode;"), run::all);
    }

    @Test
    void aDamagedChoiceIsTold() throws Exception {
        Files.delete(job.output("output"));
        Path note = job.parts().resolve("job.properties");
        for (String damaged : new String[] {"conv1\\=ftt", "conv9\\=fft", "conv1", ""}) {
            Files.writeString(note, Files.readString(note).replaceAll("(?m)^plan.convolutions=.*",
                    "plan.convolutions=" + damaged.replace("\\", "\\\\")));
            ZnnProcess.Result run = run(2);
            assertEquals(2, run.exit(), run::all);
            assertTrue(run.err().contains("job.properties: is damaged"), run::all);
            assertFalse(run.err().contains("Exception"), run::all);
        }
    }

    private ZnnProcess.Result run(int cores) throws Exception {
        return ZnnInProcess.run(cores, measuring, KEEP, "forward", "-c", job.write());
    }

    private void assertResult() throws Exception {
        TestJob.assertSameBits(expected, job.result("output", Precision.FLOAT32), "output");
        assertEquals(choice, DatasetNotes.text(job.output("output"), "convolutions"));
    }
}
