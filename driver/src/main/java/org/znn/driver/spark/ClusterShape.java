package org.znn.driver.spark;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.network.util.JavaUtils;

/**
 * The executors a job can count on, as far as the settings tell before any of them has started.
 *
 * @param executors how many; a guess where the cluster decides
 * @param cores     of each; 0 where only the executor itself will know
 * @param memory    bytes of heap of each
 */
public record ClusterShape(int executors, int cores, long memory) {

    private static final Pattern LOCAL = Pattern.compile("local(?:\\[(\\d+|\\*)(?:,\\d+)?])?");
    private static final Pattern LOCAL_CLUSTER = Pattern.compile("local-cluster\\[(\\d+),(\\d+),\\d+]");
    private static final int GUESSED_EXECUTORS = 4;
    /** Memory is planned for so many where their number is not known. */
    private static final int MANY_CORES = 16;

    /** From the settings that spark-submit passed on. */
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
        return new ClusterShape(executors == 0 ? GUESSED_EXECUTORS : executors, cores, memory);
    }

    /** Whether tasks run in this JVM. */
    public static boolean isLocal(SparkConf conf) {
        return LOCAL.matcher(master(conf)).matches();
    }

    private static String master(SparkConf conf) {
        return conf.get("spark.master", "local[*]").replaceAll("\\s", "");
    }

    /**
     * Most threads of a task.
     *
     * @param wanted most that a job asks for; 0 for all an executor has
     */
    public int threads(int wanted) {
        int most = cores > 0 ? cores : Math.max(MANY_CORES, Runtime.getRuntime().availableProcessors());
        return wanted > 0 ? Math.min(wanted, most) : most;
    }

    private static long memory(SparkConf conf) {
        String text = conf.get("spark.executor.memory", "1g");
        try {
            return JavaUtils.byteStringAsBytes(text);
        } catch (IllegalArgumentException e) {
            throw SparkMistake.illegal("spark.executor.memory", text, "it like 4g or 800m", e);
        }
    }

    private static int number(SparkConf conf, String key) {
        try {
            return conf.getInt(key, 0);
        } catch (IllegalArgumentException e) {
            throw SparkMistake.illegal(key, conf.get(key), "a whole number", e);
        }
    }
}
