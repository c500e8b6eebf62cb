package org.znn.driver.train;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Where the time of a run goes, in nanoseconds. */
final class StepClock {

    private long steps;
    private long computing;
    private long waiting;
    private long updating;
    private long testing;
    private long saving;

    /** Nanoseconds that each executor computed for the patches of one job. */
    static final class Busy {

        private final Map<String, Long> byExecutor = new TreeMap<>();

        synchronized void add(PatchReport report) {
            byExecutor.merge(report.executor(), report.nanos(), Long::sum);
        }

        private synchronized long most() {
            return byExecutor.values().stream().mapToLong(n -> n).max().orElse(0);
        }
    }

    /**
     * A step is done.
     *
     * @param tasks from their start to the last gradient
     * @param busy  of these, what the executors computed: the busiest of them counts
     * @param rest  adding up and updating
     */
    void step(long tasks, Busy busy, long rest) {
        long work = Math.min(tasks, busy.most());
        steps++;
        computing += work;
        waiting += tasks - work;
        updating += rest;
    }

    /** The weights of the next step were handed to Spark. */
    void broadcast(long nanos) {
        waiting += nanos;
    }

    void tested(long nanos) {
        testing += nanos;
    }

    void saved(long nanos) {
        saving += nanos;
    }

    /** Like {@code 0.213 s a step: computing 0.201, waiting for broadcast and tasks 0.009, …}. */
    String line() {
        double all = (computing + waiting + updating) * 1e-9;
        return String.format(Locale.ROOT, "%.3f s a step: computing %.3f s, waiting for broadcast and tasks %.3f s, "
                + "averaging and update %.3f s; tests %.1f s and saving %.1f s in all", all / steps,
                computing * 1e-9 / steps, waiting * 1e-9 / steps, updating * 1e-9 / steps, testing * 1e-9,
                saving * 1e-9);
    }
}
