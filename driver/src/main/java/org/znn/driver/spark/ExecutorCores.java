package org.znn.driver.spark;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkEnv;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;

/** Remembers how many cores each executor was given, which an executor itself cannot tell. */
public final class ExecutorCores extends SparkListener {

    private final Map<String, Integer> cores = new ConcurrentHashMap<>();

    @Override
    public void onExecutorAdded(SparkListenerExecutorAdded added) {
        cores.put(added.executorId(), added.executorInfo().totalCores());
    }

    /** Cores by executor id, of all executors that ever registered. */
    public Map<String, Integer> byExecutor() {
        return Map.copyOf(cores);
    }

    /**
     * How many threads a task may use on the executor that asks.
     *
     * @param cores  by executor id, as {@link #byExecutor} told when the job began
     * @param wanted most threads; 0 for all the executor has
     */
    public static int threads(Map<String, Integer> cores, int wanted) {
        int settings = ClusterShape.of(SparkEnv.get().conf()).cores();
        int here = cores.getOrDefault(SparkEnv.get().executorId(),
                settings > 0 ? settings : Runtime.getRuntime().availableProcessors());
        return wanted > 0 ? Math.min(wanted, here) : here;
    }
}
