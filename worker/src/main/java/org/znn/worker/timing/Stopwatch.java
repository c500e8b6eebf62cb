package org.znn.worker.timing;

import java.util.function.LongSupplier;

/**
 * Measures durations in seconds.
 *
 * @param nanoTime monotonic clock in nanoseconds
 */
public record Stopwatch(LongSupplier nanoTime) {

    /** Measures with {@link System#nanoTime}. */
    public static final Stopwatch SYSTEM = new Stopwatch(System::nanoTime);

    private static final double SECONDS_PER_NANO = 1e-9;

    /** A point in time, for {@link #secondsSince}. */
    public long now() {
        return nanoTime.getAsLong();
    }

    public double secondsSince(long start) {
        return (now() - start) * SECONDS_PER_NANO;
    }

    /** Executes {@code work} and returns its duration in seconds. */
    public double time(Runnable work) {
        long start = now();
        work.run();
        return secondsSince(start);
    }
}
