package org.znn.worker.bench;

import java.util.Arrays;

/**
 * How long a thing is measured: run until it is warm, then timed, at least so many passes and so many seconds.
 *
 * @param passes      timed at least, 1 or more
 * @param warmSeconds run beforehand, one pass at least
 * @param seconds     timed at least
 */
public record Effort(int passes, double warmSeconds, double seconds) {

    /** For a whole network. */
    public static final Effort NETWORK = new Effort(5, 3, 4);
    /** One warm and one timed pass: to see that it works. */
    public static final Effort LEAST = new Effort(1, 0, 0);

    private static final double NANOS = 1e-9;

    /** Runs the work over and over. */
    Timing time(Runnable work) {
        double first = seconds(work);
        double warm = first;
        while (warm < warmSeconds) {
            warm += seconds(work);
        }
        double[] times = new double[passes];
        double sum = 0;
        int n = 0;
        while (n < passes || sum < seconds) {
            times = n == times.length ? Arrays.copyOf(times, 2 * n) : times;
            times[n] = seconds(work);
            sum += times[n++];
        }
        times = Arrays.copyOf(times, n);
        Arrays.sort(times);
        return new Timing(first, times[n / 2], n);
    }

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) * NANOS;
    }

    /**
     * What came out, in seconds.
     *
     * @param first  the very first pass, the compiler's work included
     * @param median of the timed passes
     * @param passes timed
     */
    record Timing(double first, double median, int passes) {
    }
}
