package org.znn.driver.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.znn.common.diagnostic.Diagnostic;
import org.znn.common.diagnostic.UserErrorException;
import org.znn.common.volume.VolumeException;
import org.znn.driver.console.Console;
import picocli.CommandLine;

/** Messages and exit codes of failures. */
class FailureHandlerTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final RootCommand root = new RootCommand();
    private final FailureHandler report = new FailureHandler(
            new Console(new PrintStream(new ByteArrayOutputStream()), new PrintStream(err, true, UTF_8), 0, () -> 0),
            root);

    @Test
    void userErrorsAreListedOnePerLine() {
        UserErrorException error = new UserErrorException(List.of(
                new Diagnostic("job.cfg:3", "eta is 'fast'", "it should be a number"),
                new Diagnostic("", "no sample", "")));
        assertEquals(Program.EXIT_USER_ERROR, report.report(new RuntimeException(error)));
        assertEquals("job.cfg:3: eta is 'fast'; it should be a number\nno sample\n", errors());
    }

    @Test
    void volumeExceptionKeepsItsMessage() {
        RuntimeException failure = new IllegalStateException(new VolumeException("a.h5 is cut short"));
        assertEquals(Program.EXIT_FAILURE, report.report(failure));
        assertEquals("failed: a.h5 is cut short\n", errors());
    }

    @Test
    void missingFileIsNamed() {
        assertEquals(Program.EXIT_FAILURE, report.report(new NoSuchFileException("/data/a.h5")));
        assertEquals("failed: /data/a.h5: no such file or folder\n", errors());
    }

    @Test
    void outOfMemoryNamesTheRemedy() {
        assertEquals(Program.EXIT_FAILURE, report.report(new OutOfMemoryError("Java heap space")));
        assertTrue(errors().startsWith("failed: out of memory ("), errors());
        assertTrue(errors().contains("--driver-memory"), errors());
    }

    @Test
    void lostExecutorIsNamed() {
        report.report(new RuntimeException("Job aborted due to stage failure: Task 0 in stage 1.0 failed 4 times, most "
                + "recent failure: Lost task 0.3 in stage 1.0 (TID 7) (10.0.0.7 executor 3): ExecutorLostFailure "
                + "(executor 3 exited caused by one of the running tasks) Reason: Command exited with code 137\n"
                + "Driver stacktrace:"));
        assertEquals("failed: executor 3 was lost while computing (Command exited with code 137), most often because "
                + "it ran out of memory; give executors more memory (--executor-memory), or choose a smaller "
                + "forward_outsz or train_outsz\n", errors());
    }

    @Test
    void unexpectedFailureIsOneLineAndAHint() {
        assertEquals(Program.EXIT_FAILURE, report.report(new RuntimeException(new ArithmeticException("/ by zero"))));
        assertEquals("failed: / by zero (ArithmeticException)\n"
                + "run znn COMMAND --verbose ... to see the stack trace\n", errors());
    }

    @Test
    void onlyTheFirstLineOfALongMessageIsPrinted() {
        report.report(new IllegalStateException("Job aborted\n\nDriver stacktrace:\n\tat somewhere"));
        assertTrue(errors().startsWith("failed: Job aborted (IllegalStateException)\nrun znn "), errors());
    }

    @Test
    void verbosePrintsStackTraces() {
        new CommandLine(root).parseArgs("--verbose");
        report.report(new RuntimeException("outer", new ArithmeticException("/ by zero")));
        assertTrue(errors().contains("caused by java.lang.ArithmeticException: / by zero\n"), errors());
        assertTrue(errors().contains("    at " + FailureHandlerTest.class.getName()), errors());
    }

    private String errors() {
        return err.toString(UTF_8).replace(System.lineSeparator(), "\n");
    }
}
