package org.znn.driver.spark;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

/** Work beside the start of a job. */
class MeanwhileTest {

    private final CountDownLatch begun = new CountDownLatch(1);
    private final AtomicBoolean done = new AtomicBoolean();

    @Test
    void isWaitedForWhenItIsToldToEnd() throws Exception {
        Meanwhile meanwhile = new Meanwhile(this::untilStopped);
        assertTrue(begun.await(30, TimeUnit.SECONDS));
        assertFalse(done.get());
        meanwhile.end();
        assertTrue(done.get());
    }

    @Test
    void aFailureIsNobodysBusiness() {
        new Meanwhile(stop -> {
            throw new OutOfMemoryError("made up");
        }).end();
        new Meanwhile(stop -> {
            throw new IllegalStateException("made up");
        }).end();
    }

    @Test
    void endsBeforeATaskComputes() {
        ExecutorState.ofThisJvm().meanwhile(this::untilStopped);
        assertTrue(ExecutorState.ofThisJvm().kept(Boolean.class, "a task that looks", 1, team -> done.get()));
    }

    @Test
    void tasksRunInThisJvmWhereTheMasterIsLocal() {
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
