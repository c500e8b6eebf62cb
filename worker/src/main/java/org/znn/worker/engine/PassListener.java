package org.znn.worker.engine;

/** Receives the time of each step of a pass. */
@FunctionalInterface
public interface PassListener {

    /** Ignores all times; no clock is read. */
    PassListener NONE = (step, nanos) -> {
    };

    /** Called after each step with its duration in nanoseconds. */
    void stepCompleted(StepInfo step, long nanos);

    /** Executes a step and reports its duration. */
    default void time(StepInfo step, Runnable work) {
        if (this == NONE) {
            work.run();
            return;
        }
        long start = System.nanoTime();
        work.run();
        stepCompleted(step, System.nanoTime() - start);
    }
}
