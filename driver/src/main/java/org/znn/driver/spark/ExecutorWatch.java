package org.znn.driver.spark;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.znn.driver.report.Durations;

/**
 * Reports that a job has tasks but no executor, and cancels the job if none comes within the patience. Time passes only
 * while tasks wait: work of the driver alone, such as assembling the output, needs no executor.
 */
final class ExecutorWatch {

    private static final long FIRST_REPORT = TimeUnit.SECONDS.toNanos(60);
    /** Reports follow after twice the time each, but at least once an hour. */
    private static final long MAX_INTERVAL = TimeUnit.HOURS.toNanos(1);

    private final ExecutorSupply supply;
    private final String awaited;
    private final Duration patience;
    private final Supplier<String> progress;
    private final Consumer<String> printer;
    private final LongSupplier nanoTime;
    private boolean waiting;
    private long since;
    private long nextReport;
    private volatile String failure;

    /**
     * Creates a watch that looks only when {@link #check} is called.
     *
     * @param awaited  what an executor needs in order to start, such as {@code workers of spark://host:7077}
     * @param patience time without an executor after which the job is cancelled
     * @param progress describes the finished work, such as {@code 3 of 10 blocks of sample1 are done}
     * @param nanoTime clock in nanoseconds
     */
    ExecutorWatch(ExecutorSupply supply, String awaited, Duration patience, Supplier<String> progress,
            Consumer<String> printer, LongSupplier nanoTime) {
        this.supply = supply;
        this.awaited = awaited;
        this.patience = patience;
        this.progress = progress;
        this.printer = printer;
        this.nanoTime = nanoTime;
    }

    /** Looks once. */
    synchronized void check() {
        int executors = supply.executors();
        if (executors > 0 || !supply.hasTasks()) {
            stopWaiting(executors);
            return;
        }
        long now = nanoTime.getAsLong();
        if (!waiting) {
            waiting = true;
            since = now;
            nextReport = FIRST_REPORT;
        }
        long waited = now - since;
        if (waited >= patience.toNanos()) {
            failure = "no executor for " + Durations.format(patience.toSeconds())
                    + ", the limit of znn.cluster.patience: waited for " + awaited + "; " + progress.get()
                    + "; start the job again once there are some, and it resumes";
            supply.cancelTasks();
        } else if (waited >= nextReport) {
            printer.accept("no executor for " + Durations.format(TimeUnit.NANOSECONDS.toSeconds(waited))
                    + ": waiting for " + awaited + "; " + progress.get() + "; the job ends after "
                    + Durations.format(patience.toSeconds()) + " without one (znn.cluster.patience)");
            nextReport = waited + Math.min(waited, MAX_INTERVAL);
        }
    }

    private void stopWaiting(int executors) {
        if (waiting && executors > 0 && nextReport > FIRST_REPORT) {
            printer.accept(executors + (executors == 1 ? " executor has" : " executors have")
                    + " registered; the job goes on");
        }
        waiting = false;
        nextReport = FIRST_REPORT;
    }

    /** Returns why the job was cancelled; empty if it was not. */
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }
}
