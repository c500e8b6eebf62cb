package org.znn.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A command that a signal stops: it prints one line, and leaves neither hidden nor temporary files. */
public final class SignalledProcess {

    private static final Pattern LOG = Pattern.compile("(?m)^\\d\\d:\\d\\d:\\d\\d [A-Z]+ ");

    private final Path folder;
    private final ZnnProcess znn;

    /** Configures a process with a working directory, which also receives its output and temporary files. */
    public SignalledProcess(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        znn = new ZnnProcess(folder).spark("spark.master", "local[1]").jvm("-Djava.io.tmpdir=" + temporary())
                .jvm("-Dznn.stop.seconds=300");
    }

    /** A condition of a running command. */
    @FunctionalInterface
    public interface Moment {

        /** Returns whether the signal is to be sent. */
        boolean hasCome(ZnnProcess znn) throws Exception;
    }

    /**
     * Starts a command, stops it with a signal at a moment, and fails unless it ends properly. Skips the test if
     * processes that it starts ignore the signal.
     *
     * @param lastLine  line that the command prints last
     * @param arguments the command
     */
    public void stop(Signal signal, Moment moment, String lastLine, String... arguments) throws Exception {
        signal.requireReceived();
        Process process = znn.start(arguments);
        znn.await(process, "the moment of the signal", () -> moment.hasCome(znn));
        signal.send(process.toHandle());
        CommandResult result = znn.finish(process);
        result.assertMessages(signal.exit(), lastLine);
        assertEquals(List.of(lastLine), result.err().lines().filter(line -> line.contains("stop")).toList(),
                result::all);
        assertTrue(result.err().endsWith(lastLine + System.lineSeparator()), result::all);
        assertFalse(LOG.matcher(result.err()).find(), result::all);
        assertEquals(List.of(), files(temporary()), result::all);
    }

    /** Runs a command to its end. */
    public CommandResult run(String... arguments) throws Exception {
        CommandResult result = znn.run(arguments).assertSuccess();
        assertEquals(List.of(), files(temporary()), result::all);
        return result;
    }

    /** Fails if a folder or one below it holds hidden files, which are unfinished files and leases. */
    public static void assertNothingHidden(Path folder) throws IOException {
        assertEquals(List.of(), files(folder).stream().filter(f -> f.getFileName().toString().startsWith("."))
                .toList());
    }

    private Path temporary() throws IOException {
        return Files.createDirectories(folder.resolve("tmp"));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> !file.equals(folder)).toList();
        }
    }
}
