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
    private long broadcasting;
    private long tasks;
    private long averaging;
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
     * @param job       from its start to the last gradient added
     * @param busy      of these, what the executors computed: the busiest of them counts
     * @param averaging of these, adding gradients up; while others still compute, it takes no time of its own
     * @param updating  the weights
     * @param broadcast handing the weights of the next step to Spark
     */
    void step(long job, Busy busy, long averaging, long updating, long broadcast) {
        if (first == 0) {
            first = job + updating + broadcast;
            return;
        }
        long work = Math.min(job, busy.most());
        long adding = Math.min(job - work, averaging);
        steps++;
        computing += work;
        broadcasting += broadcast;
        tasks += job - work - adding;
        this.averaging += adding;
        this.updating += updating;
    }

    void tested(long nanos) {
        testing += nanos;
    }

    void saved(long nanos) {
        saving += nanos;
    }

    /** Like {@code the first step 2.1 s, then 0.213 s a step: computing 0.201 s, broadcast 0.002 s, …}. */
    String line() {
        String text = seconds("the first step %.1f s", first);
        if (steps > 0) {
            long all = computing + broadcasting + tasks + averaging + updating;
            text += seconds(", then %.3f s a step: computing %.3f s, broadcast %.3f s, tasks %.3f s, averaging %.3f s, "
                    + "update %.3f s", all / steps, computing / steps, broadcasting / steps, tasks / steps,
                    averaging / steps, updating / steps)
                    + String.format(Locale.ROOT, " (%.1f %% outside computing)", 100.0 * (all - computing) / all);
        }
        return text + seconds("; tests %.1f s and saving %.1f s in all", testing, saving);
    }

    private static String seconds(String format, long... nanos) {
        return String.format(Locale.ROOT, format, LongStream.of(nanos).mapToObj(n -> n * 1e-9).toArray());
    }
}
