package org.znn.driver.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.znn.driver.console.Console;

/** Exit codes and messages of the command line. */
class ProgramTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void helpIsAResult() {
        assertEquals(Program.DONE, run("--help"));
        assertTrue(out.toString(UTF_8).startsWith("Usage: znn [spark-submit options] COMMAND [options]"));
        assertEquals("", err.toString(UTF_8));
    }

    @Test
    void everyCommandHasHelp() {
        for (String command : new String[] {"forward", "plan", "bench", "info", "evaluate", "synthesize", "version"}) {
            assertEquals(Program.DONE, run(command, "--help"), command);
            assertTrue(out.toString(UTF_8).contains("Usage: znn " + command), command);
        }
    }

    @Test
    void noCommandIsAMistake() {
        assertEquals(Program.MISTAKE, run());
        assertTold("which command?\nznn --help tells what there is\n");
    }

    @Test
    void anUnknownCommandIsToldTheNearest() {
        assertEquals(Program.MISTAKE, run("verison"));
        assertTold("there is no command 'verison'; did you mean 'version'?\nznn --help tells what there is\n");
    }

    @Test
    void anUnknownOptionIsToldTheNearest() {
        assertEquals(Program.MISTAKE, run("version", "--verbos"));
        assertTold("there is no option '--verbos'; did you mean '--verbose'?\n"
                + "znn version --help tells what there is\n");
    }

    @Test
    void anOptionOfSparkBehindTheCommandIsToldItsPlace() {
        assertEquals(Program.MISTAKE, run("version", "--master", "local"));
        assertTold("--master is an option of spark-submit: write it before the command\n"
                + "znn version --help tells what there is\n");
    }

    @Test
    void aSizeThatIsNoTripleIsTold() {
        assertEquals(Program.MISTAKE, run("synthesize", "folder", "--size", "16,1024"));
        assertTold("Invalid value for option '--size': '16,1024' is not three whole numbers z,y,x\n"
                + "znn synthesize --help tells what there is\n");
    }

    @Test
    void everyMistakeOfASynthesisIsTold() {
        assertEquals(Program.MISTAKE, run("synthesize", "folder", "--size", "1,90000,90000", "--cell", "3"));
        assertTold("cells of 3 nm: at least 100 are needed\n"
                + "--size 1,90000,90000: a section has more than 2^29 - 2 voxels; make it smaller\n");
    }

    private int run(String... args) {
        return new Program(new Console(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), 0,
                System::nanoTime)).run(args);
    }

    private void assertTold(String expected) {
        assertEquals(expected, err.toString(UTF_8).replace(System.lineSeparator(), "\n"));
    }
}
