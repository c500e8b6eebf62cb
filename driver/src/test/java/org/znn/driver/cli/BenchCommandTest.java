package org.znn.driver.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.driver.console.Console;
import org.znn.worker.timing.TimingBudget;
import picocli.CommandLine;

/** Arguments and output of {@code bench}; the speeds themselves are not checked. */
class BenchCommandTest {

    private static final String NUMBER = "[0-9]+(\\.[0-9]+)?";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void lastLineIsJsonWithThePeak() throws IOException {
        assertEquals(Program.EXIT_OK, run(network(), "1,2,3", "--threads", "2"));
        String[] lines = out.toString(UTF_8).split("\\R");
        String json = lines[lines.length - 1];
        assertTrue(json.matches("\\{\"net\":\"small.znn\",\"mode\":\"forward\",\"outsz\":\"1,2,3\",\"threads\":2,"
                + "\"variant\":\"direct\",\"seconds\":" + NUMBER + ",\"voxels_per_s\":" + NUMBER
                + ",\"gflop_per_s\":" + NUMBER + ",\"peak_gflop_per_s\":200.0}"), json);
    }

    @Test
    void trainingPrintsEachBackwardStepAndTheSameJsonKeys() throws IOException {
        assertEquals(Program.EXIT_OK, run(network(), "1,2,3", "--threads", "1", "--mode", "train", "--conv", "direct"));
        String text = out.toString(UTF_8);
        assertTrue(text.contains("\nc  convolve 1→2 kernel 1,3,3 dilation 1,1,1 "), text);
        assertTrue(text.contains("\noutput  transfer gradient "), text);
        assertTrue(text.contains("\nc  weight gradient 1→2 kernel 1,3,3 dilation 1,1,1 "), text);
        assertFalse(text.contains("input gradient"), text);
        assertTrue(text.contains("\ntraining step, median of 1 "), text);
        String[] lines = text.split("\\R");
        String json = lines[lines.length - 1];
        assertTrue(json.matches("\\{\"net\":\"small.znn\",\"mode\":\"train\",\"outsz\":\"1,2,3\",\"threads\":1,"
                + "\"variant\":\"direct\",\"seconds\":" + NUMBER + ",\"voxels_per_s\":" + NUMBER
                + ",\"gflop_per_s\":" + NUMBER + ",\"peak_gflop_per_s\":100.0}"), json);
    }

    @Test
    void unknownModesAreRefused() throws IOException {
        assertRefused("--mode is 'backward'; it must be forward or train", network(), "1,2,3", "--mode", "backward");
        assertRefused("--conv is 'ftt'; it must be one of direct, fft, optimize, optimize_strict, winograd, "
                + "winograd_strict", network(), "1,2,3", "--conv", "ftt");
    }

    @Test
    void selectedAlgorithmsArePrintedAndNamedInTheJson() throws IOException {
        for (String conv : new String[] {"fft", "winograd", "optimize"}) {
            for (String mode : new String[] {"forward", "train"}) {
                assertEquals(Program.EXIT_OK,
                        run(network(), "1,6,7", "--threads", "1", "--conv", conv, "--mode", mode));
                String text = out.toString(UTF_8);
                assertTrue(text.contains("\"variant\":\"" + conv + "\""), text);
                assertTrue(text.contains(conv.equals("optimize") ? "measured: direct " : "mode " + conv)
                        || text.contains(conv + " not supported"), text);
            }
        }
    }

    @Test
    void eachStepHasALine() throws IOException {
        run(network(), "1,2,3", "--threads", "1");
        String text = out.toString(UTF_8);
        assertTrue(text.contains("\nc  convolve 1→2 kernel 1,3,3 dilation 1,1,1 "), text);
        assertTrue(text.contains("\noutput  store "), text);
        assertTrue(text.contains("\npass, median of 1 "), text);
        assertTrue(text.contains("\npeak     100 GFLOP/s with 1 thread\n"), text);
    }

    @Test
    void networkRequiresASize() throws IOException {
        assertRefused("give the output size of a pass after the network, such as 1,100,100", network());
    }

    @Test
    void sizeIsThreePositiveNumbers() throws IOException {
        assertRefused("'1,2' is not three whole numbers z,y,x", network(), "1,2");
        assertRefused("the output size 1,0,2 must be at least 1,1,1", network(), "1,0,2");
    }

    @Test
    void threadCountMustBePositive() {
        assertRefused("--threads is 0; it must be at least 1", "--threads", "0");
    }

    @Test
    void passLargerThanTheHeapIsRefused() throws IOException {
        assertRefused("choose a smaller output size", network(), "1,100000,100000");
        assertRefused("choose a smaller output size", network(), "1,20000,20000");
        assertRefused("choose a smaller output size", network(), "1,100000,100000", "--mode", "train");
        assertRefused("choose a smaller output size", network(), "1,20000,20000", "--mode", "train");
    }

    @Test
    void missingNetworkIsAUserError() {
        assertRefused("no.znn", folder.resolve("no.znn").toString(), "1,2,3");
    }

    private String network() throws IOException {
        Path file = folder.resolve("small.znn");
        Files.writeString(file, """
                nodes input
                type input
                size 1

                edges c
                type conv
                init msra
                size 1,3,3
                stride 1,1,1
                input input
                output output

                nodes output
                type transfer
                function rectify_linear
                size 2
                """);
        return file.toString();
    }

    private int run(String... args) {
        out.reset();
        err.reset();
        Console console = new Console(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), 0,
                System::nanoTime);
        return new CommandLine(new BenchCommand(console, TimingBudget.MINIMAL, threads -> 100.0 * threads))
                .setExecutionExceptionHandler(new FailureHandler(console, new RootCommand()))
                .setParameterExceptionHandler(new UsageErrorHandler(console)).execute(args);
    }

    private void assertRefused(String message, String... args) {
        assertEquals(Program.EXIT_USER_ERROR, run(args));
        assertTrue(err.toString(UTF_8).contains(message), err.toString(UTF_8));
        assertEquals("", out.toString(UTF_8));
    }
}
