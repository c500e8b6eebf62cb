package org.znn.driver.choice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.znn.driver.spark.ExecutorCores;
import org.znn.driver.spark.ExecutorState;
import org.znn.worker.choice.MethodTime;

/** Measures in one Spark task: the driver's machine may be another than those that compute. */
public final class ExecutorMeasuring implements Measuring {

    private record Measured(ArrayList<MethodTime> times) {
    }

    @Override
    public Optional<List<MethodTime>> measure(JavaSparkContext spark, MeasureTask task) {
        if (!task.isWorthIt()) {
            return Optional.empty();
        }
        Broadcast<MeasureTask> shared = spark.broadcast(task);
        String name = "measuring " + UUID.randomUUID();
        List<ArrayList<MethodTime>> times =
                spark.parallelize(List.of(0), 1).map(any -> measure(shared.value(), name)).collect();
        shared.destroy();
        return Optional.of(times.get(0));
    }

    /** On the threads that will compute. */
    private static ArrayList<MethodTime> measure(MeasureTask task, String name) {
        try {
            int threads = ExecutorCores.threads(task.cores(), task.threads());
            return ExecutorState.ofThisJvm().kept(Measured.class, name, threads,
                    team -> new Measured(new ArrayList<>(task.measure(team)))).times();
        } catch (RuntimeException | OutOfMemoryError e) {
            throw new MeasuringFailure(SparkEnv.get().executorId(), e);
        }
    }
}
