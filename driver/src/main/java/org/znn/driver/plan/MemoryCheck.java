package org.znn.driver.plan;

import org.znn.common.geometry.Vec3;
import org.znn.common.problem.Problems;
import org.znn.driver.config.MemorySettings;
import org.znn.driver.report.Quantities;
import org.znn.driver.spark.ClusterShape;

/** Looks whether passes and blocks that an earlier run has chosen fit the executors of this one. */
public final class MemoryCheck {

    private final long heap;
    private final MemorySettings settings;
    private final Problems problems;

    public MemoryCheck(ClusterShape cluster, MemorySettings settings, Problems problems) {
        this.heap = cluster.memory();
        this.settings = settings;
        this.problems = problems;
    }

    /**
     * Refuses a sample that does not fit.
     *
     * @param folder of the earlier run's blocks, for the message
     */
    public void check(String folder, ForwardPlan job, SamplePlan sample) {
        Vec3 block = sample.blocks().cell().min(sample.extent());
        long need = (long) (sample.networkBytes()
                + new BlockBytes(sample.inputs(), sample.outputs(), job.precision()).of(block));
        if (need > settings.ofHeap(heap)) {
            problems.error(folder, "holds blocks of an earlier run, which computes blocks of " + block
                    + " in passes of " + sample.pass() + "; they need " + Quantities.bytes(need)
                    + ", an executor gives them " + Quantities.bytes(settings.ofHeap(heap)),
                    "to go on, give executors a heap of at least " + Quantities.bytes(settings.heapFor(need))
                    + " (--executor-memory; --driver-memory in local mode); or delete the folder to start anew with"
                    + " what fits");
        }
    }
}
