package org.znn.driver.autotune;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.znn.common.network.AlgorithmKind;
import org.znn.worker.autotune.AlgorithmTime;
import org.znn.worker.autotune.TuningTask;

/** Reports fixed times: a different algorithm is the fastest of each tuning task, in turn, but never the direct one. */
public final class ForcedAutotuner implements Autotuner {

    private final List<AutotuneTask> tasks = new ArrayList<>();

    /** All tasks received. */
    public List<AutotuneTask> tasks() {
        return tasks;
    }

    @Override
    public Optional<List<AlgorithmTime>> measure(JavaSparkContext spark, AutotuneTask task) {
        tasks.add(task);
        List<AlgorithmTime> times = new ArrayList<>();
        for (int i = 0; i < task.tuningTasks().size(); i++) {
            TuningTask tuningTask = task.tuningTasks().get(i);
            List<AlgorithmKind> others =
                    tuningTask.algorithms().stream().filter(kind -> kind != AlgorithmKind.DIRECT).toList();
            AlgorithmKind fastest = others.get(i % others.size());
            tuningTask.algorithms().forEach(kind ->
                    times.add(new AlgorithmTime(tuningTask.call(), kind, kind == fastest ? 1 : 2, 7)));
        }
        return Optional.of(times);
    }
}
