package org.znn.driver.train;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * Breaks down the time of a training run, in nanoseconds. The first step is reported separately, because its time
 * includes the loading of the training data and of the classes.
 */
final class StepTimes {

    private long first;
    private long steps;
    private long computing;
    private long broadcasting;
    private long tasks;
    private long averaging;
    private long updating;
    private long testing;
    private long saving;

    /** Compute time of each executor for the patches of one step, in nanoseconds. */
    static final class ExecutorTimes {

        private final Map<String, Long> byExecutor = new TreeMap<>();

        synchronized void add(PatchResult result) {
            byExecutor.merge(result.executorId(), result.computeNanos(), Long::sum);
        }

        private synchronized long busiest() {
            return byExecutor.values().stream().mapToLong(n -> n).max().orElse(0);
        }
    }

    /**
     * Adds a step.
     *
     * @param job       nanoseconds from the start of the Spark job to the last gradient added
     * @param executors compute time of the executors within the job; the busiest executor counts
     * @param averaging nanoseconds of adding gradients within the job; overlaps with the compute time
     * @param updating  nanoseconds of updating the weights
     * @param broadcast nanoseconds of broadcasting the weights of the next step
     */
    void addStep(long job, ExecutorTimes executors, long averaging, long updating, long broadcast) {
        if (first == 0) {
            first = job + updating + broadcast;
            return;
        }
        long work = Math.min(job, executors.busiest());
        long adding = Math.min(job - work, averaging);
        steps++;
        computing += work;
        broadcasting += broadcast;
        tasks += job - work - adding;
        this.averaging += adding;
        this.updating += updating;
    }

    void addTest(long nanos) {
        testing += nanos;
    }

    void addSave(long nanos) {
        saving += nanos;
    }

    /** Returns, for example, {@code first step 2.1 s, then 0.213 s per step (computing 0.201 s, …)}. */
    String summary() {
        String text = seconds("first step %.1f s", first);
        if (steps > 0) {
            long all = computing + broadcasting + tasks + averaging + updating;
            text += seconds(", then %.3f s per step (computing %.3f s, broadcast %.3f s, tasks %.3f s, "
                    + "averaging %.3f s, update %.3f s", all / steps, computing / steps, broadcasting / steps,
                    tasks / steps, averaging / steps, updating / steps)
                    + String.format(Locale.ROOT, "; %.1f %% outside computing)", 100.0 * (all - computing) / all);
        }
        return text + seconds("; tests %.1f s and saving %.1f s in total", testing, saving);
    }

    private static String seconds(String format, long... nanos) {
        return String.format(Locale.ROOT, format, LongStream.of(nanos).mapToObj(n -> n * 1e-9).toArray());
    }
}
