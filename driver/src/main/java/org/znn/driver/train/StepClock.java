package org.znn.driver.train;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * Where the time of a run goes, in nanoseconds. The first step is told apart: executors load their data in it, and
 * Java its classes.
 */
final class StepClock {

    private long first;
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
        if (first == 0) {
            first = tasks + rest;
            return;
        }
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

    /** Like {@code the first step 2.1 s, then 0.213 s a step: computing 0.201 s, waiting …}. */
    String line() {
        String text = seconds("the first step %.1f s", first);
        if (steps > 0) {
            text += seconds(", then %.3f s a step: computing %.3f s, waiting for broadcast and tasks %.3f s, averaging "
                    + "and update %.3f s", (computing + waiting + updating) / steps, computing / steps,
                    waiting / steps, updating / steps);
        }
        return text + seconds("; tests %.1f s and saving %.1f s in all", testing, saving);
    }

    private static String seconds(String format, long... nanos) {
        return String.format(Locale.ROOT, format, LongStream.of(nanos).mapToObj(n -> n * 1e-9).toArray());
    }
}
