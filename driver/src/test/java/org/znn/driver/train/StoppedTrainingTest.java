package org.znn.driver.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.driver.CommandResult;
import org.znn.driver.JobFolder;
import org.znn.driver.Signal;
import org.znn.driver.SignalledProcess;
import org.znn.driver.SignalledProcess.Moment;

/** Signals stop a training with one line; the next run resumes from the last checkpoint and ends with equal bytes. */
class StoppedTrainingTest {

    private static final String STEPS = "400";

    @TempDir
    private Path folder;

    @Test
    void resumesAfterTheTerminalWasClosed() throws Exception {
        JobFolder undisturbed = job("undisturbed");
        SignalledProcess znn = new SignalledProcess(folder.resolve("process"));
        znn.run(arguments(undisturbed));
        JobFolder job = job("stopped");
        stop(znn, job, Signal.HUP, process -> process.hasPrinted("update 8,"));
        assertFalse(Files.exists(job.trained()), "stopped too late");
        CommandResult resumed = znn.run(arguments(job));
        assertTrue(resumed.err().contains("resuming from " + job.trained("_current.h5")), resumed::all);
        assertArrayEquals(Files.readAllBytes(undisturbed.trained("_curve.csv")),
                Files.readAllBytes(job.trained("_curve.csv")));
        SavedNetworkAssert.assertSame(undisturbed.trained(), job.trained());
    }

    @Test
    @Tag("slow")
    void everySignalInEveryPhase() throws Exception {
        SignalledProcess znn = new SignalledProcess(folder.resolve("process"));
        for (Signal signal : List.of(Signal.HUP, Signal.INT, Signal.TERM)) {
            for (String text : List.of("memory per executor", "update 4,", "test iter: 5,", "update 12,")) {
                stop(znn, job(signal.name() + text.length()), signal, process -> process.hasPrinted(text));
            }
            JobFolder saving = job(signal.name());
            stop(znn, saving, signal, process -> Files.exists(saving.trained("_6.h5")));
        }
    }

    private JobFolder job(String name) throws Exception {
        return TrainJobs.small(folder.resolve(name)).set("max_iter", STEPS);
    }

    private static void stop(SignalledProcess znn, JobFolder job, Signal signal, Moment moment) throws Exception {
        znn.stop(signal, moment, "stopped; finished work is kept for the next run", arguments(job));
        SignalledProcess.assertNothingHidden(job.path());
    }

    private static String[] arguments(JobFolder job) {
        return new String[] {"train", "-c", job.job()};
    }
}
