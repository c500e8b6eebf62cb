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

/** Runs external software that reads our files. A test is skipped if the software is not installed. */
public final class ExternalTools {

    private ExternalTools() {
    }

    /**
     * Runs a Python script and returns its output without the trailing line break.
     *
     * @param modules   modules that the script imports, such as {@code h5py,numpy}
     * @param script    source of the script
     * @param arguments arguments of the script, {@code sys.argv[1:]}
     */
    public static String runPython(String modules, String script, Object... arguments) throws Exception {
        List<String> probe = List.of("python3", "-c", "import " + modules);
        Assumptions.assumeTrue(runs(probe), "needs a python3 with " + modules + " on the path");
        List<String> command = new ArrayList<>(List.of("python3", "-c", "import sys," + modules + "\n" + script));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return output(command);
    }

    /** Runs a command, which must succeed, and returns its output. Skips the test if the command is not installed. */
    public static String runCommand(String... command) throws Exception {
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
        Path log = Files.createTempFile("external", ".txt");
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
