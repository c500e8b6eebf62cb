package org.znn.driver.spark;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkEnv;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;

/** Records the cores of each executor, which the executor itself cannot query. */
public final class ExecutorCores extends SparkListener {

    private final Map<String, Integer> cores = new ConcurrentHashMap<>();

    @Override
    public void onExecutorAdded(SparkListenerExecutorAdded added) {
        cores.put(added.executorId(), added.executorInfo().totalCores());
    }

    /** Returns the cores by executor id of all executors that have ever registered. */
    public Map<String, Integer> byExecutor() {
        return Map.copyOf(cores);
    }

    /**
     * Returns the number of threads of a task on the calling executor.
     *
     * @param cores     cores by executor id, from {@link #byExecutor} at the start of the job
     * @param requested maximum threads; 0 for all cores of the executor
     */
    public static int taskThreads(Map<String, Integer> cores, int requested) {
        int configured = ClusterShape.of(SparkEnv.get().conf()).cores();
        int available = cores.getOrDefault(SparkEnv.get().executorId(),
                configured > 0 ? configured : Runtime.getRuntime().availableProcessors());
        return requested > 0 ? Math.min(requested, available) : available;
    }
}
