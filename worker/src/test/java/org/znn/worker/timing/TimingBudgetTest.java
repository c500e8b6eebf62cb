package org.znn.worker.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Minimum numbers and durations of repetitions. */
class TimingBudgetTest {

    private int executions;

    @Test
    void repeatsAtLeastTheMinimumNumbers() {
        Timing timing = new TimingBudget(2, 0, 3, 0).time(() -> executions++);
        assertEquals(5, executions);
        assertEquals(3, timing.repetitions());
    }

    @Test
    void repeatsUntilTheMinimumDurations() {
        Timing timing = new TimingBudget(1, 0.2, 1, 0.2).time(() -> {
            executions++;
            sleep();
        });
        assertTrue(timing.repetitions() > 1 && executions > timing.repetitions() + 1, timing + ", " + executions);
        assertTrue(timing.first() >= 0.5e-3 && timing.median() >= 0.5e-3, timing.toString());
    }

    private static void sleep() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
