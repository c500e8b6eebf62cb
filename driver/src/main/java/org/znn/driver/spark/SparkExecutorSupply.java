package org.znn.driver.spark;

import org.apache.spark.SparkContext;

/** Executors of a Spark session, as its scheduler counts them at the moment. */
final class SparkExecutorSupply implements ExecutorSupply {

    private final SparkContext spark;

    SparkExecutorSupply(SparkContext spark) {
        this.spark = spark;
    }

    @Override
    public int executors() {
        // Asks the scheduler, because the listener bus behind the status tracker delivers late and may drop events.
        return spark.getExecutorIds().size();
    }

    @Override
    public boolean hasTasks() {
        return spark.statusTracker().getActiveJobIds().length > 0;
    }

    @Override
    public void cancelTasks() {
        spark.cancelAllJobs();
    }
}
