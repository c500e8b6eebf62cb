package org.znn.common.volume.storage.lease;

import java.io.InterruptedIOException;
import java.time.Duration;

/**
 * How long jobs wait for each other. Only lengths of time are used, as the clocks of machines differ and may be set.
 *
 * @param renewal  time between two renewals of a lease
 * @param interval time between two observations of another job's lease
 * @param patience number of observations without a renewal after which the other job has ended
 * @param sleeper  waits between observations
 */
public record LeaseTiming(Duration renewal, Duration interval, int patience, Sleeper sleeper) {

    /** Renews every 10 s, and takes an output over that was not renewed for 60 s. */
    public static final LeaseTiming STANDARD =
            new LeaseTiming(Duration.ofSeconds(10), Duration.ofSeconds(1), 60, LeaseTiming::sleep);

    /** Waits. */
    @FunctionalInterface
    public interface Sleeper {

        /** Returns after the given time. */
        void sleep(Duration time) throws InterruptedIOException;
    }

    private static void sleep(Duration time) throws InterruptedIOException {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while waiting for another job");
        }
    }

    /** Waits until the next observation. */
    void pause() throws InterruptedIOException {
        sleeper.sleep(interval);
    }

    /** Returns the shortest time without a renewal after which an output is taken over. */
    Duration watched() {
        return interval.multipliedBy(patience);
    }
}
