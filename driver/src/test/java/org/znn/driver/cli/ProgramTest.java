package org.znn.driver.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.znn.driver.console.Console;

/** Exit codes and messages of the command line. */
class ProgramTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void helpGoesToStandardOutput() {
        assertEquals(Program.EXIT_OK, run("--help"));
        assertTrue(out.toString(UTF_8).startsWith("Usage: znn [spark-submit options] COMMAND [options]"));
        assertEquals("", err.toString(UTF_8));
    }

    @Test
    void everyCommandHasHelp() {
        List<String> commands =
                List.of("forward", "train", "plan", "bench", "info", "evaluate", "synthesize", "version");
        for (String command : commands) {
            assertEquals(Program.EXIT_OK, run(command, "--help"), command);
            assertTrue(out.toString(UTF_8).contains("Usage: znn " + command), command);
        }
    }

    @Test
    void missingCommandIsAUsageError() {
        assertEquals(Program.EXIT_USER_ERROR, run());
        assertErrors("no command given\nznn --help shows the usage\n");
    }

    @Test
    void unknownCommandSuggestsTheNearest() {
        assertEquals(Program.EXIT_USER_ERROR, run("verison"));
        assertErrors("unknown command 'verison'; did you mean 'version'?\nznn --help shows the usage\n");
    }

    @Test
    void unknownOptionSuggestsTheNearest() {
        assertEquals(Program.EXIT_USER_ERROR, run("version", "--verbos"));
        assertErrors("unknown option '--verbos'; did you mean '--verbose'?\n"
                + "znn version --help shows the usage\n");
    }

    @Test
    void sparkOptionAfterTheCommandIsExplained() {
        assertEquals(Program.EXIT_USER_ERROR, run("version", "--master", "local"));
        assertErrors("--master is an option of spark-submit; put it before the command\n"
                + "znn version --help shows the usage\n");
    }

    @Test
    void malformedSizeIsReported() {
        assertEquals(Program.EXIT_USER_ERROR, run("synthesize", "folder", "--size", "16,1024"));
        assertErrors("Invalid value for option '--size': '16,1024' is not three whole numbers z,y,x\n"
                + "znn synthesize --help shows the usage\n");
    }

    @Test
    void allErrorsOfSynthesizeAreReportedTogether() {
        assertEquals(Program.EXIT_USER_ERROR, run("synthesize", "folder", "--size", "1,90000,90000", "--cell", "3"));
        assertErrors("cells of 3 nm: must be at least 100 nm\n"
                + "--size 1,90000,90000: a section has more than 2^29 - 2 voxels; make it smaller\n");
    }

    private int run(String... args) {
        return new Program(new Console(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), 0,
                System::nanoTime)).run(args);
    }

    private void assertErrors(String expected) {
        assertEquals(expected, err.toString(UTF_8).replace(System.lineSeparator(), "\n"));
    }
}
