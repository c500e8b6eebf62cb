package org.znn.driver.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import org.znn.driver.ZnnProcess;

/** Training in processes that are killed (SIGKILL) on the way, and what proves that they were. */
final class KilledTraining {

    /** Two executors of a core each, in processes of their own. */
    static final String CLUSTER = "local-cluster[2,1,2048]";
    private static final int EXIT_OF_KILLED = 128 + 9;

    private KilledTraining() {
    }

    /** Runs a job on {@link #CLUSTER}, of whose executors one is killed as soon as a step of the log is done. */
    static void executor(TrainFolder job, int step) throws Exception {
        ZnnProcess znn = new ZnnProcess(job.path()).spark("spark.master", CLUSTER);
        Process process = znn.start("train", "-c", job.job());
        znn.awaitOutput(process, "update " + step + ",");
        ZnnProcess.killExecutor(process);
        ZnnProcess.Result result = znn.finish(process);
        assertEquals(0, result.exit(), result::all);
        assertTrue(result.err().lines().anyMatch(line -> line.contains("Lost executor")), result::all);
    }

    /** Runs a job whose driver is killed as soon as a step of the log, behind a save, is done; then runs it again. */
    static void driver(TrainFolder job, String master, int step) throws Exception {
        ZnnProcess znn = new ZnnProcess(job.path()).spark("spark.master", master);
        Process process = znn.start("train", "-c", job.job());
        znn.awaitOutput(process, "update " + step + ",");
        process.destroyForcibly();
        ZnnProcess.Result killed = znn.finish(process);
        assertEquals(EXIT_OF_KILLED, killed.exit(), killed::all);
        assertFalse(Files.exists(job.result()), "killed too late");
        ZnnProcess.Result again = znn.run("train", "-c", job.job());
        assertEquals(0, again.exit(), again::all);
        assertTrue(again.err().contains("goes on from " + job.file("_current.h5") + " after step "), again::all);
    }
}
