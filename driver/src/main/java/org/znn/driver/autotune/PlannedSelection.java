package org.znn.driver.autotune;

import java.util.List;
import org.apache.spark.SparkConf;
import org.znn.common.network.AlgorithmSelection;
import org.znn.common.volume.Precision;
import org.znn.driver.spark.ClusterShape;
import org.znn.driver.spark.ExecutorState;
import org.znn.worker.autotune.AlgorithmSelector;
import org.znn.worker.autotune.AlgorithmTime;
import org.znn.worker.autotune.JitWarmUp;
import org.znn.worker.autotune.SelectionProblem;
import org.znn.worker.autotune.SelectionReport;
import org.znn.worker.autotune.TuningTask;

/**
 * The algorithms planned for the passes, or training steps, of a job.
 *
 * @param selector selector of the job
 * @param problem  the network in passes of the planned size
 * @param memory   limit in bytes for the network
 * @param report   current selection; preliminary until measurements are made
 */
public record PlannedSelection(AlgorithmSelector selector, SelectionProblem problem, long memory,
        SelectionReport report) {

    /** Selects the algorithms that the mode prescribes, or preliminary ones by the cost model if it autotunes. */
    public static PlannedSelection of(AlgorithmSelector selector, SelectionProblem problem, long memory) {
        return new PlannedSelection(selector, problem, memory, selector.select(problem, memory));
    }

    /** Reuses the selection of an earlier run; throws {@link IllegalArgumentException} if it is not supported. */
    public static PlannedSelection reused(AlgorithmSelector selector, SelectionProblem problem, long memory,
            AlgorithmSelection selection) {
        return new PlannedSelection(selector, problem, memory, selector.reuse(problem, selection));
    }

    public AlgorithmSelection selection() {
        return report.selection();
    }

    /** In local mode, lets this JVM compile the kernels in the background while Spark starts and images are read. */
    public void warmUp(SparkConf conf, Precision precision) {
        if (ClusterShape.isLocal(conf)) {
            ExecutorState.ofThisJvm().runInBackground(stop -> JitWarmUp.warmUp(report, precision, memory, stop));
        }
    }

    /** Returns the measurements that would improve a preliminary selection; empty if the selection is final. */
    public List<TuningTask> tuningTasks() {
        return report.basis() == SelectionReport.Basis.MODEL ? selector.tuningTasks(problem) : List.of();
    }

    /** Returns the final selection by measured times. */
    public PlannedSelection withMeasuredTimes(List<AlgorithmTime> times) {
        return new PlannedSelection(selector, problem, memory, selector.select(problem, memory, times));
    }
}
