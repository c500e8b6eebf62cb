package org.znn.driver.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import org.znn.driver.CommandResult;
import org.znn.driver.JobFolder;
import org.znn.driver.ZnnProcess;

/** Runs training in processes of which one is killed (SIGKILL), and verifies that it was. */
final class KilledTraining {

    /** Two executors with one core each, in separate processes. */
    static final String CLUSTER = "local-cluster[2,1,2048]";
    private static final int EXIT_KILLED = 128 + 9;

    private KilledTraining() {
    }

    /** Runs a job on {@link #CLUSTER} and kills an executor once the report of a step is printed. */
    static void withExecutorKilled(JobFolder job, int step) throws Exception {
        ZnnProcess znn = new ZnnProcess(job.path()).spark("spark.master", CLUSTER);
        Process process = znn.start("train", "-c", job.job());
        znn.awaitOutput(process, "update " + step + ",");
        ZnnProcess.killExecutor(process);
        CommandResult result = znn.finish(process);
        result.assertSuccess();
        assertTrue(result.err().lines().anyMatch(line -> line.contains("Lost executor")), result::all);
    }

    /** Kills the driver of a job once the report of a step after a save is printed, then runs the job again. */
    static void withDriverKilled(JobFolder job, String master, int step) throws Exception {
        ZnnProcess znn = new ZnnProcess(job.path()).spark("spark.master", master);
        Process process = znn.start("train", "-c", job.job());
        znn.awaitOutput(process, "update " + step + ",");
        process.destroyForcibly();
        CommandResult killed = znn.finish(process);
        assertEquals(EXIT_KILLED, killed.exit(), killed::all);
        assertFalse(Files.exists(job.trained()), "killed too late");
        CommandResult resumed = znn.run("train", "-c", job.job());
        resumed.assertSuccess();
        assertTrue(resumed.err().contains("resuming from " + job.trained("_current.h5") + " after step "),
                resumed::all);
    }
}
