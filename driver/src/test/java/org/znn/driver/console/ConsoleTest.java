package org.znn.driver.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Destination of results, messages and progress, with and without a terminal. */
class ConsoleTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private long now;

    @Test
    void resultsAndMessagesGoToDifferentStreams() {
        Console console = console(0);
        console.printResult("a result");
        console.printMessage("a warning");
        assertEquals("a result\n", text(out));
        assertEquals("a warning\n", text(err));
    }

    @Test
    void progressIsALineEveryTenSecondsWithoutATerminal() {
        Console console = console(0);
        for (int second = 0; second <= 20; second++) {
            now = TimeUnit.SECONDS.toNanos(second);
            console.showProgress("second " + second);
        }
        assertEquals("second 0\nsecond 10\nsecond 20\n", text(err));
    }

    @Test
    void progressIsOverwrittenAndTruncatedOnATerminal() {
        Console console = console(9);
        console.showProgress("0123456789");
        now = TimeUnit.MILLISECONDS.toNanos(50);
        console.showProgress("too soon");
        now = TimeUnit.MILLISECONDS.toNanos(100);
        console.showProgress("more");
        console.printMessage("done");
        assertEquals("\r01234567\u001b[K\rmore\u001b[K\ndone\n", text(err));
    }

    @Test
    void nothingFollowsTheLastLine() {
        Console console = console(0);
        console.silence("stopping");
        console.printResult("late");
        console.printMessage("late");
        console.showProgress("late");
        console.printLast("stopped");
        console.printMessage("too late");
        assertEquals("", text(out));
        assertEquals("stopped\n", text(err));
    }

    @Test
    void lastLineReplacesTheProgressOfItsPreparationOnATerminal() {
        Console console = console(9);
        console.showProgress("3 of 5");
        console.silence("stopping it");
        console.printLast("stopped at last");
        assertEquals("\r3 of 5\u001b[K\n\rstopping\u001b[K\r\u001b[Kstopped at last\n", text(err));
    }

    private Console console(int columns) {
        return new Console(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), columns, () -> now);
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(UTF_8).replace(System.lineSeparator(), "\n");
    }
}
