package org.znn.driver.spark;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;

/**
 * Watches the cluster of a running job on a daemon thread: whether the job has executors, and whether the cluster has
 * ended the application. Nothing is watched in local mode, where the driver is the executor.
 */
public final class ClusterWatch implements AutoCloseable {

    private static final long CHECK_SECONDS = 1;

    private final SparkContext spark;
    private final boolean local;
    private final ExecutorWatch executors;
    private final ScheduledExecutorService timer;

    private ClusterWatch(SparkContext spark, ExecutorWatch executors) {
        this.spark = spark;
        this.executors = executors;
        local = ClusterShape.isLocal(spark.conf());
        timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "znn-cluster-watch");
            thread.setDaemon(true);
            return thread;
        });
        if (!local) {
            timer.scheduleWithFixedDelay(this::check, CHECK_SECONDS, CHECK_SECONDS, TimeUnit.SECONDS);
        }
    }

    /**
     * Starts watching.
     *
     * @param patience time without an executor after which the job is cancelled
     * @param progress describes the finished work, such as {@code 3 of 10 blocks of sample1 are done}
     * @param printer  receives a line when the job waits for executors and when it goes on
     */
    public static ClusterWatch start(SparkContext spark, Duration patience, Supplier<String> progress,
            Consumer<String> printer) {
        return new ClusterWatch(spark, new ExecutorWatch(new SparkExecutorSupply(spark), awaited(spark.master()),
                patience, progress, printer, System::nanoTime));
    }

    private void check() {
        if (!spark.isStopped()) {
            executors.check();
        }
    }

    /** Returns why the job failed if the cluster is the cause; empty otherwise. */
    public Optional<String> failure() {
        Optional<String> withoutExecutor = executors.failure();
        if (withoutExecutor.isPresent() || local || !spark.isStopped()) {
            return withoutExecutor;
        }
        return Optional.of("the cluster " + spark.master() + " has ended the job: its executors failed again and again"
                + " (the logs of the workers show why), or the job was killed there; finished work is kept, and the"
                + " same command resumes it");
    }

    private static String awaited(String master) {
        return master.startsWith("yarn") ? "containers of YARN"
                : master.startsWith("k8s") ? "pods of " + master : "workers of " + master;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
