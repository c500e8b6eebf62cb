package org.znn.driver.plan;

import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.geometry.Vec3;
import org.znn.driver.config.MemorySettings;
import org.znn.driver.report.Quantities;
import org.znn.driver.spark.ClusterShape;

/** Checks that the executors have enough memory for the passes and blocks of an earlier run. */
public final class ResumeMemoryCheck {

    private final long heap;
    private final MemorySettings settings;
    private final Diagnostics diagnostics;

    public ResumeMemoryCheck(ClusterShape cluster, MemorySettings settings, Diagnostics diagnostics) {
        this.heap = cluster.memory();
        this.settings = settings;
        this.diagnostics = diagnostics;
    }

    /**
     * Reports an error if a sample does not fit.
     *
     * @param folder folder with the blocks of the earlier run, for the message
     */
    public void check(String folder, ForwardPlan job, SamplePlan sample) {
        Vec3 block = sample.blocks().cell().min(sample.extent());
        long needed = (long) (sample.networkBytes()
                + new BlockMemory(sample.inputs(), sample.outputs(), job.precision()).bytes(block));
        if (needed > settings.usableBytes(heap)) {
            diagnostics.error(folder, "contains results of an earlier run with blocks of " + block + " and passes of "
                    + sample.pass() + "; these need " + Quantities.formatBytes(needed) + ", but an executor has only "
                    + Quantities.formatBytes(settings.usableBytes(heap)) + " for them",
                    "to continue, give executors a heap of at least "
                    + Quantities.formatBytes(settings.requiredHeap(needed))
                    + " (--executor-memory; --driver-memory in local mode); or delete the folder to start over with"
                    + " sizes that fit");
        }
    }
}
