package org.znn.driver.forward;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Precision;
import org.znn.driver.CommandResult;
import org.znn.driver.Signal;
import org.znn.driver.SignalledProcess;
import org.znn.driver.SignalledProcess.Moment;

/** Signals stop a forward job with one line; the next run goes on and writes the same bytes. */
class StoppedForwardTest {

    private static final int BLOCKS = 5;

    @TempDir
    private Path folder;
    private NoiseJob job;
    private SignalledProcess znn;

    @BeforeEach
    void createLongJob() throws Exception {
        job = new NoiseJob(folder.resolve("job"), SmallNetworks.HEAVY, 11).image("input",
                new NoiseImage(new Vec3(3 * BLOCKS, 112, 112), 1));
        job.set("forward_outsz", "3,112,112").set("is_bd_mirror", "yes").set("num_threads", "1");
        znn = new SignalledProcess(folder.resolve("process"));
    }

    @Test
    void resumesAfterCtrlCDuringTheBlocks() throws Exception {
        stop(Signal.INT, process -> !job.partFiles().isEmpty());
        assertFalse(Files.exists(job.output("output")), "stopped too late");
        int kept = job.partFiles().size();
        CommandResult resumed = znn.run("forward", "-c", job.job());
        assertTrue(resumed.err().contains("reusing " + kept + " of " + BLOCKS + " blocks"), resumed::all);
        assertResult();
    }

    @Test
    void terminationWhileSparkStartsLeavesNothing() throws Exception {
        stop(Signal.TERM, process -> process.hasPrinted("memory per executor"));
    }

    @Test
    @Tag("slow")
    void everySignalInEveryPhase() throws Exception {
        job.preprocess("standard2D").set("forward_conv_mode", "optimize");
        List<Moment> moments = List.of(process -> process.hasPrinted("memory per executor"),
                process -> Files.exists(job.parts().resolve("job.properties")),
                process -> process.hasPrinted("measuring convolution algorithms"),
                process -> job.partFiles().size() == 1,
                process -> job.partFiles().size() == 2);
        for (Moment moment : moments) {
            for (Signal signal : List.of(Signal.HUP, Signal.INT, Signal.TERM)) {
                deleteParts();
                stop(signal, moment);
            }
        }
    }

    private void stop(Signal signal, Moment moment) throws Exception {
        znn.stop(signal, moment, "stopped; finished work is kept for the next run", "forward", "-c", job.job());
        SignalledProcess.assertNothingHidden(folder.resolve("job"));
    }

    private void deleteParts() throws IOException {
        for (Path part : job.partFiles()) {
            Files.delete(part);
        }
        Files.deleteIfExists(job.parts().resolve("job.properties"));
    }

    private void assertResult() throws Exception {
        VolumeAssert.assertSameBits(WholeImageReference.of(job, Precision.FLOAT32, true, false).get("output"),
                job.result("output", Precision.FLOAT32), "output");
        SignalledProcess.assertNothingHidden(folder.resolve("job"));
    }
}
