package org.znn.driver.stop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.znn.driver.console.Console;
import org.znn.driver.report.JobFailedException;

/** The order in which a signal, the main thread and the last line follow each other. */
class StoppingTest {

    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console = new Console(new PrintStream(new ByteArrayOutputStream()),
            new PrintStream(err, true, UTF_8), 0, System::nanoTime);
    private final Stopping stopping = new Stopping(console);
    private Thread hook;

    @AfterEach
    void restoreStandardError() {
        System.setErr(standardError);
    }

    @Test
    void guardedWorkIsInterruptedAndTheLastLineFollowsItsCleanUp() throws Exception {
        stopping.keepFinishedWork();
        assertThrows(InterruptedException.class, () -> stopping.runGuarded(() -> {
            try {
                signal();
                new CountDownLatch(1).await();
            } finally {
                stopping.cleanUp(() -> {
                    // Blocking operations work again, and nothing is printed yet.
                    assertFalse(Thread.currentThread().isInterrupted());
                    console.printMessage("dropped");
                    assertEquals("", text());
                });
            }
        }));
        hook.join();
        assertEquals("stopped; finished work is kept for the next run\n", text());
    }

    @Test
    void cleanUpIsNotInterrupted() throws Exception {
        stopping.runGuarded(() -> stopping.cleanUp(() -> {
            signal();
            // The hook holds its lock only while it waits for the clean-up.
            while (hook.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            assertFalse(Thread.currentThread().isInterrupted());
        }));
        hook.join();
        assertEquals("stopped\n", text());
    }

    @Test
    void commandThatLeavesNothingBehindIsNotWaitedFor() throws Exception {
        signal();
        hook.join();
        assertEquals("stopped\n", text());
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void guardedWorkDoesNotBeginAfterTheSignal() throws Exception {
        signal();
        hook.join();
        assertThrows(JobFailedException.class, () -> stopping.runGuarded(() -> console.printMessage("begun")));
        assertEquals("stopped\n", text());
    }

    @Test
    void endOfTheProgramHasNoMessage() throws Exception {
        console.printMessage("failed: the reason");
        stopping.end();
        signal();
        hook.join();
        assertEquals("failed: the reason\n", text());
    }

    private void signal() {
        hook = new Thread(stopping::shutDown);
        hook.start();
    }

    private String text() {
        return err.toString(UTF_8).replace(System.lineSeparator(), "\n");
    }
}
