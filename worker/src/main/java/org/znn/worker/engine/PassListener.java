package org.znn.worker.engine;

/** Told of each step of a pass when it is done. */
@FunctionalInterface
public interface PassListener {

    /** Nobody listens: no clock is read. */
    PassListener NONE = (step, nanos) -> {
    };

    /** A step took that many nanoseconds. */
    void done(StepInfo step, long nanos);
}
