package org.znn.driver.autotune;

import java.util.List;
import java.util.Map;
import org.znn.common.volume.Precision;
import org.znn.worker.autotune.AlgorithmTime;
import org.znn.worker.autotune.AlgorithmTimer;
import org.znn.worker.autotune.AvailableAlgorithms;
import org.znn.worker.autotune.TuningTask;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.timing.Stopwatch;

/**
 * Measurements to be made on an executor.
 *
 * @param precision   precision of the convolutions
 * @param training    whether each repetition includes replacing the weights
 * @param threads     maximum number of threads; 0 for all cores of the executor
 * @param cores       number of cores by executor id, of the executors that have registered
 * @param tuningTasks convolutions and algorithms to measure
 * @param memory      memory limit in bytes
 * @param seconds     time limit in seconds; nothing is measured if the limit is too short
 */
public record AutotuneTask(Precision precision, boolean training, int threads, Map<String, Integer> cores,
        List<TuningTask> tuningTasks, long memory, double seconds) {

    /** Maximum share of the job's expected time that measurements may take. */
    private static final double JOB_SHARE = 0.1;
    private static final double MAX_SECONDS = 60;
    /** Minimum time limit: in a shorter time the JVM would still be compiling the measured kernels. */
    private static final double MIN_SECONDS = 4;
    /** Approximate speed of a core. */
    private static final double OPERATIONS_PER_SECOND = 5e10;

    /**
     * Returns the time limit in seconds for the measurements before a job.
     *
     * @param operations floating-point operations of the job
     * @param cores      number of cores that execute the job
     */
    public static double budgetSeconds(double operations, int cores) {
        return Math.min(MAX_SECONDS, JOB_SHARE * operations / (OPERATIONS_PER_SECOND * cores));
    }

    /** Returns whether the time limit permits measurements; for shorter jobs the cost model is good enough. */
    boolean isWorthwhile() {
        return seconds >= MIN_SECONDS;
    }

    /** Measures the tuning tasks on the threads of a team. */
    public List<AlgorithmTime> measure(ForkJoinTeam team) {
        return measure(AvailableAlgorithms.of(precision), team);
    }

    private <A> List<AlgorithmTime> measure(AvailableAlgorithms<A> available, ForkJoinTeam team) {
        return new AlgorithmTimer<>(available, team, training, memory, Stopwatch.SYSTEM).measure(tuningTasks, seconds);
    }
}
