package org.znn.driver.spark;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.network.util.JavaUtils;
import org.znn.driver.report.Quantities;

/**
 * Executors of a job as derived from the Spark settings, before any executor has started.
 *
 * @param executors number of executors; an estimate if the cluster decides
 * @param cores     cores per executor; 0 if the settings do not say
 * @param memory    heap per executor in bytes
 */
public record ClusterShape(int executors, int cores, long memory) {

    /** Advice for error messages about too little memory. */
    public static final String MORE_MEMORY =
            "give executors more memory (--executor-memory; --driver-memory in local mode)";

    private static final Pattern LOCAL = Pattern.compile("local(?:\\[(\\d+|\\*)(?:,\\d+)?])?");
    private static final Pattern LOCAL_CLUSTER = Pattern.compile("local-cluster\\[(\\d+),(\\d+),\\d+]");
    private static final int ASSUMED_EXECUTORS = 4;
    /** Cores per executor assumed for planning memory if the settings do not say. */
    private static final int ASSUMED_CORES = 16;
    /** Cores per executor assumed for estimates of time if the settings do not say. */
    private static final int TYPICAL_CORES = 4;

    /** Derives the shape from the settings of spark-submit. */
    public static ClusterShape of(SparkConf conf) {
        String master = master(conf);
        Matcher local = LOCAL.matcher(master);
        if (local.matches()) {
            int all = Runtime.getRuntime().availableProcessors();
            String cores = local.group(1) == null ? "1" : local.group(1);
            return new ClusterShape(1, cores.equals("*") ? all : Integer.parseInt(cores),
                    Runtime.getRuntime().maxMemory());
        }
        long memory = memory(conf);
        Matcher localCluster = LOCAL_CLUSTER.matcher(master);
        if (localCluster.matches()) {
            return new ClusterShape(Integer.parseInt(localCluster.group(1)),
                    Integer.parseInt(localCluster.group(2)), memory);
        }
        int cores = number(conf, "spark.executor.cores");
        int executors = number(conf, "spark.executor.instances");
        if (executors == 0 && cores > 0 && conf.contains("spark.cores.max")) {
            executors = Math.max(1, number(conf, "spark.cores.max") / cores);
        }
        return new ClusterShape(executors == 0 ? ASSUMED_EXECUTORS : executors, cores, memory);
    }

    /** Returns whether tasks are executed in this JVM. */
    public static boolean isLocal(SparkConf conf) {
        return LOCAL.matcher(master(conf)).matches();
    }

    /** Describes the executors, such as {@code 2, each with 4 cores and 16.0 GiB of heap}. */
    public String describe() {
        return executors + ", each with " + (cores == 0 ? "an unknown number of" : cores)
                + (cores == 1 ? " core and " : " cores and ") + Quantities.formatBytes(memory) + " of heap";
    }

    /** Returns the cores per executor for estimates of time; a typical number if the settings do not say. */
    public int expectedCores() {
        return cores == 0 ? TYPICAL_CORES : cores;
    }

    private static String master(SparkConf conf) {
        return conf.get("spark.master", "local[*]").replaceAll("\\s", "");
    }

    /**
     * Returns the maximum number of threads per task.
     *
     * @param requested maximum that the job requests; 0 for all cores of an executor
     */
    public int taskThreads(int requested) {
        int available = cores > 0 ? cores : Math.max(ASSUMED_CORES, Runtime.getRuntime().availableProcessors());
        return requested > 0 ? Math.min(requested, available) : available;
    }

    private static long memory(SparkConf conf) {
        String text = conf.get("spark.executor.memory", "1g");
        try {
            return JavaUtils.byteStringAsBytes(text);
        } catch (IllegalArgumentException e) {
            throw SparkConfigErrors.invalidValue("spark.executor.memory", text, "a size such as 4g or 800m", e);
        }
    }

    private static int number(SparkConf conf, String key) {
        try {
            return conf.getInt(key, 0);
        } catch (IllegalArgumentException e) {
            throw SparkConfigErrors.invalidValue(key, conf.get(key), "a whole number", e);
        }
    }
}
