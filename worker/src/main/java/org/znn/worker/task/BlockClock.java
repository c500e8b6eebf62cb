package org.znn.worker.task;

import java.util.function.Supplier;

/** Adds up where the time of a block goes, in nanoseconds. For one thread. */
public final class BlockClock {

    private long reading;
    private long computing;
    private long writing;

    /** Times an action as reading. */
    public void reading(Runnable action) {
        long start = System.nanoTime();
        action.run();
        reading += System.nanoTime() - start;
    }

    /** Times an action as computing. */
    public <T> T computing(Supplier<T> action) {
        long start = System.nanoTime();
        T result = action.get();
        computing += System.nanoTime() - start;
        return result;
    }

    /** Times an action as compressing and writing. */
    public void writing(Runnable action) {
        long start = System.nanoTime();
        action.run();
        writing += System.nanoTime() - start;
    }

    public long readingNanos() {
        return reading;
    }

    public long computingNanos() {
        return computing;
    }

    public long writingNanos() {
        return writing;
    }
}
