package org.znn.common.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Asks other people's software what it reads in our files; a test is skipped where it is not installed. */
public final class PythonJudge {

    private PythonJudge() {
    }

    /**
     * What a Python script prints, without the last line break.
     *
     * @param modules  that it needs, as in {@code h5py,numpy}
     * @param arguments for {@code sys.argv[1:]}
     */
    public static String run(String modules, String script, Object... arguments) throws Exception {
        List<String> probe = List.of("python3", "-c", "import " + modules);
        Assumptions.assumeTrue(runs(probe), "needs a python3 with " + modules + " on the path");
        List<String> command = new ArrayList<>(List.of("python3", "-c", "import sys," + modules + "\n" + script));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return output(command);
    }

    /** What a command prints; the test is skipped where the command is not installed, and fails where it fails. */
    public static String command(String... command) throws Exception {
        Assumptions.assumeTrue(runs(List.of(command[0], "--version")), "needs " + command[0] + " on the path");
        return output(List.of(command));
    }

    private static boolean runs(List<String> command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String output(List<String> command) throws Exception {
        Path log = Files.createTempFile("judge", ".txt");
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile())
                    .start();
            int exit = process.waitFor();
            String text = Files.readString(log, StandardCharsets.UTF_8).strip();
            assertEquals(0, exit, text);
            return text;
        } finally {
            Files.delete(log);
        }
    }
}
