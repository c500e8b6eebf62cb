package org.znn.driver.faults;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.znn.driver.CommandResult;
import org.znn.driver.ZnnProcess;

/** A started run of a job, and the processes that belong to it. */
final class RunningJob {

    private static final int TIMEOUT_SECONDS = 240;
    private static final int EXIT_KILLED = 128 + 9;

    private final FaultStage stage;
    private final ZnnProcess znn;
    private final Process process;

    RunningJob(FaultStage stage, ZnnProcess znn, String... command) throws IOException {
        this.stage = stage;
        this.znn = znn;
        process = znn.start(command);
    }

    FaultStage stage() {
        return stage;
    }

    FaultJob job() {
        return stage.job();
    }

    SplittableRandom random() {
        return stage.random();
    }

    ProcessHandle driver() {
        return process.toHandle();
    }

    /** Returns the processes of the executors that are running. */
    List<ProcessHandle> executors() {
        return stage.deployment() == Deployment.STANDALONE ? stage.cluster().executors()
                : process.children().filter(ProcessHandle::isAlive).toList();
    }

    /** Returns the driver and the executors that it has started. */
    List<ProcessHandle> processGroup() {
        return Stream.concat(Stream.of(driver()), process.children()).toList();
    }

    /** Returns whether the run has ended by itself, not by SIGKILL. */
    boolean hasEndedByItself() {
        return !process.isAlive() && process.exitValue() != EXIT_KILLED;
    }

    /** Waits until a number of results is committed. */
    void awaitProgress(int results) throws Exception {
        await(results + " " + job().unit(), () -> job().progress() >= results);
    }

    /** Waits until the run has printed a text. */
    void awaitPrinted(String text) throws Exception {
        await("'" + text + "'", () -> znn.hasPrinted(text));
    }

    /** Waits until a file is being written in the folder of the results. */
    void awaitPendingFile() throws Exception {
        await("a file that is being written", () -> Leftovers.isIn(job().out(), ".pending"));
    }

    /** Waits until the run has the lease of its outputs. */
    void awaitLease() throws Exception {
        await("a lease", () -> Leftovers.isIn(job().out(), ".lease-1"));
    }

    private void await(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (!condition.call()) {
            if (!process.isAlive()) {
                CommandResult result = znn.finish(process);
                if (result.exit() != 0) {
                    fail("the run failed before the fault: " + result.all());
                }
                throw new TooLateException("the run ended before " + what);
            }
            if (System.nanoTime() > end) {
                fail("no " + what + " in " + TIMEOUT_SECONDS + " s: " + kill().all());
            }
            Thread.sleep(1);
        }
    }

    /** Kills (SIGKILL) the driver and waits for its end. */
    CommandResult kill() throws IOException, InterruptedException {
        stage.noteProcesses(this);
        process.destroyForcibly().waitFor();
        return znn.finish(process);
    }

    /** Waits for the end of the run. */
    CommandResult finish() throws IOException, InterruptedException {
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            fail("still running after " + TIMEOUT_SECONDS + " s: " + kill().all());
        }
        return znn.finish(process);
    }
}
