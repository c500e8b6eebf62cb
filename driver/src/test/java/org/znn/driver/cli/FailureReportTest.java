package org.znn.driver.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.znn.common.problem.Problem;
import org.znn.common.problem.UserMistake;
import org.znn.common.volume.VolumeException;
import org.znn.driver.console.Console;
import picocli.CommandLine;

/** What a failure says, and with which exit code. */
class FailureReportTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final RootCommand root = new RootCommand();
    private final FailureReport report = new FailureReport(
            new Console(new PrintStream(new ByteArrayOutputStream()), new PrintStream(err, true, UTF_8), 0, () -> 0),
            root);

    @Test
    void aMistakeOfTheUserIsToldProblemByProblem() {
        UserMistake mistake = new UserMistake(List.of(
                new Problem("job.cfg:3", "eta is 'fast'", "it should be a number"), new Problem("", "no sample", "")));
        assertEquals(Program.MISTAKE, report.report(new RuntimeException(mistake)));
        assertEquals("job.cfg:3: eta is 'fast'; it should be a number\nno sample\n", told());
    }

    @Test
    void aDamagedVolumeIsToldInItsOwnWords() {
        RuntimeException failure = new IllegalStateException(new VolumeException("a.h5 is cut short"));
        assertEquals(Program.FAILED, report.report(failure));
        assertEquals("failed: a.h5 is cut short\n", told());
    }

    @Test
    void aMissingFileIsNamed() {
        assertEquals(Program.FAILED, report.report(new NoSuchFileException("/data/a.h5")));
        assertEquals("failed: /data/a.h5: there is no such file or folder\n", told());
    }

    @Test
    void outOfMemorySaysWhatToDo() {
        assertEquals(Program.FAILED, report.report(new OutOfMemoryError("Java heap space")));
        assertTrue(told().startsWith("failed: out of memory ("), told());
        assertTrue(told().contains("--driver-memory"), told());
    }

    @Test
    void anExecutorThatWasLostIsNamed() {
        report.report(new RuntimeException("Job aborted due to stage failure: Task 0 in stage 1.0 failed 4 times, most "
                + "recent failure: Lost task 0.3 in stage 1.0 (TID 7) (10.0.0.7 executor 3): ExecutorLostFailure "
                + "(executor 3 exited caused by one of the running tasks) Reason: Command exited with code 137\n"
                + "Driver stacktrace:"));
        assertEquals("failed: executor 3 was lost while it computed (Command exited with code 137); most often it ran "
                + "out of memory: give executors more (--executor-memory), or choose a smaller forward_outsz or "
                + "train_outsz\n",
                told());
    }

    @Test
    void anythingElseIsOneLineAndAHint() {
        assertEquals(Program.FAILED, report.report(new RuntimeException(new ArithmeticException("/ by zero"))));
        assertEquals("failed: / by zero (ArithmeticException)\n"
                + "znn COMMAND --verbose ... shows where it came from\n", told());
    }

    @Test
    void ofALongMessageTheFirstLineIsTold() {
        report.report(new IllegalStateException("Job aborted\n\nDriver stacktrace:\n\tat somewhere"));
        assertTrue(told().startsWith("failed: Job aborted (IllegalStateException)\nznn "), told());
    }

    @Test
    void verboseShowsWhereItCameFrom() {
        new CommandLine(root).parseArgs("--verbose");
        report.report(new RuntimeException("outer", new ArithmeticException("/ by zero")));
        assertTrue(told().contains("caused by java.lang.ArithmeticException: / by zero\n"), told());
        assertTrue(told().contains("    at " + FailureReportTest.class.getName()), told());
    }

    private String told() {
        return err.toString(UTF_8).replace(System.lineSeparator(), "\n");
    }
}
