package org.znn.driver.spark;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
}
