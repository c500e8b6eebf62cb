package org.znn.driver.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A job without any executor says what it waits for, and ends after the patience. */
class ExecutorWatchTest {

    private static final String WAITING =
            ": waiting for workers of spark://h:7077; 3 of 10 blocks of sample1 are done; the job ends after 30 min"
                    + " without one (znn.cluster.patience)";

    private final FakeSupply supply = new FakeSupply();
    private final List<String> printed = new ArrayList<>();
    private long seconds = Long.MAX_VALUE / 2_000_000_000;
    private final ExecutorWatch watch = new ExecutorWatch(supply, "workers of spark://h:7077", Duration.ofMinutes(30),
            () -> "3 of 10 blocks of sample1 are done", printed::add, () -> TimeUnit.SECONDS.toNanos(seconds));

    @Test
    void reportsSeldomWhatIsWaitedFor() {
        checkFor(59);
        assertEquals(List.of(), printed);
        checkFor(1739);
        assertEquals(List.of("no executor for 1 min" + WAITING, "no executor for 2 min" + WAITING,
                "no executor for 4 min" + WAITING, "no executor for 8 min" + WAITING,
                "no executor for 16 min" + WAITING), printed);
        assertFalse(supply.cancelled);
        assertEquals(Optional.empty(), watch.failure());
    }

    @Test
    void cancelsTheJobAfterThePatience() {
        checkFor(1801);
        assertEquals(Optional.of("no executor for 30 min, the limit of znn.cluster.patience: waited for workers of"
                + " spark://h:7077; 3 of 10 blocks of sample1 are done; start the job again once there are some, and it"
                + " resumes"), watch.failure());
        assertTrue(supply.cancelled);
    }

    @Test
    void saysWhenExecutorsAreBackAndWaitsAnew() {
        checkFor(100);
        supply.executors = 2;
        checkFor(3600);
        supply.executors = 0;
        checkFor(61);
        supply.executors = 1;
        checkFor(5);
        assertEquals(List.of("no executor for 1 min" + WAITING, "2 executors have registered; the job goes on",
                "no executor for 1 min" + WAITING, "1 executor has registered; the job goes on"), printed);
        assertFalse(supply.cancelled);
    }

    @Test
    void shortInterruptionsAreNotReported() {
        for (int i = 0; i < 100; i++) {
            supply.executors = 0;
            checkFor(59);
            supply.executors = 1;
            checkFor(1);
        }
        assertEquals(List.of(), printed);
    }

    /** The driver assembles an output without executors for as long as it takes. */
    @Test
    void nothingIsAwaitedWithoutTasks() {
        supply.tasks = false;
        checkFor(7200);
        assertEquals(List.of(), printed);
        assertFalse(supply.cancelled);
    }

    private void checkFor(int duration) {
        for (int i = 0; i < duration; i++) {
            watch.check();
            seconds++;
        }
    }

    private static final class FakeSupply implements ExecutorSupply {

        private int executors;
        private boolean tasks = true;
        private boolean cancelled;

        @Override
        public int executors() {
            return executors;
        }

        @Override
        public boolean hasTasks() {
            return tasks;
        }

        @Override
        public void cancelTasks() {
            cancelled = true;
        }
    }
}
