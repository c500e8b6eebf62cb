package org.znn.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** Signals that are sent to processes. */
public enum Signal {

    INT(2), TERM(15), HUP(1), STOP(19), CONT(18);

    private static final int EXIT_OF_SIGNALS = 128;
    private static final String IGNORED = "SigIgn:";
    private static final int HEXADECIMAL = 16;

    private final int number;

    Signal(int number) {
        this.number = number;
    }

    /** Returns the exit code of a process that the signal ended. */
    public int exit() {
        return EXIT_OF_SIGNALS + number;
    }

    /**
     * Skips the calling test if processes that it starts would ignore the signal: they inherit that from nohup, or
     * from a shell that runs the tests in the background.
     */
    public void requireReceived() throws IOException {
        if (isIgnoredHere()) {
            throw new TestAbortedException("SIG" + name() + " is ignored where the tests run, and so by all processes"
                    + " that they start");
        }
    }

    /** Sends the signal to a process, which must be running. */
    public void send(ProcessHandle process) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name(), String.valueOf(process.pid())).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        assertEquals(0, kill.waitFor(), () -> "kill -" + name() + " of process " + process.pid());
    }

    /** Returns whether this process ignores the signal; {@code false} where the system does not say. */
    private boolean isIgnoredHere() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(IGNORED))
                    .map(line -> Long.parseUnsignedLong(line.substring(IGNORED.length()).strip(), HEXADECIMAL))
                    .anyMatch(signals -> (signals >> number - 1 & 1) == 1);
        }
    }
}
