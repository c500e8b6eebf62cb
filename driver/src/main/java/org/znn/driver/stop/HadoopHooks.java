package org.znn.driver.stop;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * Shutdown hooks among those of Hadoop and Spark, which run one after another by priority: Spark's at 40, file systems'
 * at 10. Loading them takes most of a second, so that commands without Spark do not use them.
 */
final class HadoopHooks {

    private static final int FIRST = 1000;
    /** Hadoop subtracts priorities to compare them, which overflows for extreme ones. */
    private static final int LAST = -1000;
    /** Set by spark-submit, which adds hooks of its own. */
    private static final String SPARK_SUBMIT = "SPARK_SUBMIT";

    private HadoopHooks() {
    }

    static boolean areInUse() {
        return Boolean.getBoolean(SPARK_SUBMIT);
    }

    /** Adds a hook that runs before all others, which run when it has returned or the limit is over. */
    static void addFirst(Runnable hook, Duration limit) {
        add(hook, FIRST, limit);
    }

    /**
     * Adds Spark's own hook if it has none yet. Once the JVM is ending no hook can be added: Spark would fail while it
     * starts, and leave the folders that it has created.
     */
    static void addSparks() {
        // The class adds its hook when it is initialised.
        org.apache.spark.util.ShutdownHookManager.inShutdown();
    }

    /** Adds a hook that runs after all others. */
    static void addLast(Runnable hook, Duration limit) {
        add(hook, LAST, limit);
    }

    private static void add(Runnable hook, int priority, Duration limit) {
        ShutdownHookManager.get().addShutdownHook(hook, priority, limit.toMillis(), TimeUnit.MILLISECONDS);
    }
}
