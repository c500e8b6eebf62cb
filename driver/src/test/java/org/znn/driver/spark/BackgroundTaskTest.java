package org.znn.driver.spark;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

/** Background work during the start of a job. */
class BackgroundTaskTest {

    private final CountDownLatch begun = new CountDownLatch(1);
    private final AtomicBoolean done = new AtomicBoolean();

    @Test
    void stopWaitsForTheWork() throws Exception {
        BackgroundTask task = new BackgroundTask(this::untilStopped);
        assertTrue(begun.await(30, TimeUnit.SECONDS));
        assertFalse(done.get());
        task.stop();
        assertTrue(done.get());
    }

    @Test
    void ignoresFailures() {
        new BackgroundTask(stop -> {
            throw new OutOfMemoryError("made up");
        }).stop();
        new BackgroundTask(stop -> {
            throw new IllegalStateException("made up");
        }).stop();
    }

    @Test
    void stopsBeforeATaskComputes() {
        ExecutorState.ofThisJvm().runInBackground(this::untilStopped);
        assertTrue(ExecutorState.ofThisJvm().getOrCreate(Boolean.class, "task", 1, team -> done.get()));
    }

    @Test
    void isLocalForLocalMasters() {
        assertTrue(ClusterShape.isLocal(new SparkConf(false)), "by default");
        assertTrue(ClusterShape.isLocal(new SparkConf(false).set("spark.master", "local[2]")));
        assertFalse(ClusterShape.isLocal(new SparkConf(false).set("spark.master", "local-cluster[2,1,1024]")));
        assertFalse(ClusterShape.isLocal(new SparkConf(false).set("spark.master", "spark://host:7077")));
    }

    private void untilStopped(BooleanSupplier stop) {
        begun.countDown();
        while (!stop.getAsBoolean()) {
            Thread.onSpinWait();
        }
        done.set(true);
    }
}
