package org.znn.worker.engine;

/** Told of each step of a pass when it is done. */
@FunctionalInterface
public interface PassListener {

    /** Nobody listens: no clock is read. */
    PassListener NONE = (step, nanos) -> {
    };

    /** A step took that many nanoseconds. */
    void done(StepInfo step, long nanos);

    /** Does a step and tells of it. */
    default void watch(StepInfo step, Runnable work) {
        if (this == NONE) {
            work.run();
            return;
        }
        long start = System.nanoTime();
        work.run();
        done(step, System.nanoTime() - start);
    }
}
