package org.znn.driver.autotune;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.znn.driver.spark.ExecutorCores;
import org.znn.driver.spark.ExecutorState;
import org.znn.worker.autotune.AlgorithmTime;

/** Measures in a Spark task, because the machines of driver and executors may differ. */
public final class ExecutorAutotuner implements Autotuner {

    private record MeasuredTimes(ArrayList<AlgorithmTime> times) {
    }

    @Override
    public Optional<List<AlgorithmTime>> measure(JavaSparkContext spark, AutotuneTask task) {
        if (!task.isWorthwhile()) {
            return Optional.empty();
        }
        Broadcast<AutotuneTask> shared = spark.broadcast(task);
        String name = "measuring " + UUID.randomUUID();
        List<ArrayList<AlgorithmTime>> times =
                spark.parallelize(List.of(0), 1).map(any -> measure(shared.value(), name)).collect();
        shared.destroy();
        return Optional.of(times.get(0));
    }

    /** Measures on the threads that will execute the job. */
    private static ArrayList<AlgorithmTime> measure(AutotuneTask task, String name) {
        try {
            int threads = ExecutorCores.taskThreads(task.cores(), task.threads());
            return ExecutorState.ofThisJvm().getOrCreate(MeasuredTimes.class, name, threads,
                    team -> new MeasuredTimes(new ArrayList<>(task.measure(team)))).times();
        } catch (RuntimeException | OutOfMemoryError e) {
            throw new AutotuneFailedException(SparkEnv.get().executorId(), e);
        }
    }
}
