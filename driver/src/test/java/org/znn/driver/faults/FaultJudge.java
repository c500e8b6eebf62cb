package org.znn.driver.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.znn.driver.CommandResult;

/** Judges the runs of a fault, and what they leave behind. */
final class FaultJudge {

    /** Line of a run that a signal has stopped. */
    static final String STOPPED = "stopped; finished work is kept for the next run";

    private static final int EXIT_SECONDS = 60;

    private final FaultStage stage;
    private final Expectation expectation;

    FaultJudge(FaultStage stage, Expectation expectation) {
        this.stage = stage;
        this.expectation = expectation;
    }

    /** Fails unless the run completed; the last run must also print its report. */
    void assertCompleted(CommandResult result) throws IOException {
        result.assertSuccess();
        assertPrinted(expectation.report(), result);
        assertClean(result);
    }

    /**
     * Fails unless the run ended by itself and named the cause in plain words.
     *
     * @param clean whether it must have removed its files
     */
    void assertStopped(CommandResult result, boolean clean) throws IOException {
        assertTrue(expectation.exits().contains(result.exit()),
                () -> "expected " + expectation.exits() + ": " + result.all());
        result.assertMessages(result.exit());
        assertPrinted(expectation.cause(), result);
        long lines = result.err().lines().filter(line -> line.contains(STOPPED)).count();
        assertTrue(lines <= 1, () -> lines + " times '" + STOPPED + "': " + result.all());
        if (clean) {
            assertClean(result);
        }
    }

    private static void assertPrinted(Pattern pattern, CommandResult result) {
        assertTrue(pattern.matcher(result.err()).find(), () -> "not printed: " + pattern + "\n" + result.all());
    }

    /** Fails if the run, which has ended by itself, has left something hidden or temporary. */
    private void assertClean(CommandResult result) throws IOException {
        assertEquals(List.of(), Leftovers.hiddenIn(stage.job().out()), () -> "left over by " + result.all());
        assertEquals(List.of(), stage.temporaryFiles(), () -> "left over in the temporary folder by " + result.all());
    }

    /** Fails unless the results are those of the undisturbed run and all processes have ended. */
    void assertEnd() throws Exception {
        for (ProcessHandle process : stage.processes()) {
            try {
                process.onExit().get(EXIT_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                fail("still running: " + process.pid() + " " + process.info().commandLine().orElse(""));
            }
        }
        stage.undisturbed().assertResults();
    }

    /** Returns the results by name with their contents; hidden files are no results. */
    Map<Path, Long> results() throws IOException {
        Map<Path, Long> results = new TreeMap<>();
        for (Path file : FaultJob.filesBelow(stage.job().out())) {
            if (Files.isRegularFile(file) && !file.getFileName().toString().startsWith(".")) {
                CRC32C checksum = new CRC32C();
                checksum.update(Files.readAllBytes(file));
                results.put(file, checksum.getValue());
            }
        }
        return results;
    }
}
