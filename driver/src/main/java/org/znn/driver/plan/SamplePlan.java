package org.znn.driver.plan;

import java.util.List;
import org.znn.common.geometry.Grid;
import org.znn.common.geometry.Vec3;

/**
 * How one sample is computed.
 *
 * @param sample       its number in the .spec
 * @param inputs       one an input node
 * @param outputs      one an output node
 * @param pass         output voxels of one pass of the network
 * @param blocks       the output cut into blocks, one a Spark task
 * @param chunk        storage chunk of the output files
 * @param networkBytes what the compiled network holds
 * @param operations   floating-point operations of one pass
 */
public record SamplePlan(int sample, List<InputPlan> inputs, List<OutputPlan> outputs, Vec3 pass, Grid blocks,
        Vec3 chunk, long networkBytes, double operations) {

    /** Output voxels (z, y, x). */
    public Vec3 extent() {
        return blocks.extent();
    }

    /** Passes of all blocks together. */
    public long passes() {
        Vec3 whole = blocks.cell();
        Vec3 last = extent().minus(blocks.counts().minus(1).times(whole));
        Vec3 inner = whole.ceilDiv(pass);
        Vec3 outer = last.ceilDiv(pass);
        return blocks.counts().minus(1).times(inner).plus(outer).product();
    }

    /** The same sample of a job in other passes, blocks and chunks. */
    public SamplePlan with(ForwardPlan job, Vec3 otherPass, Grid otherBlocks, Vec3 otherChunk) {
        NetworkCost cost = new NetworkCost(job.network(), job.precision());
        return new SamplePlan(sample, inputs, outputs, otherPass, otherBlocks, otherChunk, cost.bytes(otherPass),
                cost.operations(otherPass));
    }

    /** Operations of the whole sample. */
    public double totalOperations() {
        return operations * passes();
    }

    /** Bytes of all outputs as they are before compression, for numbers of the given size. */
    public long outputBytes(int bytesPerNumber) {
        return extent().product() * outputs.stream().mapToInt(OutputPlan::channels).sum() * bytesPerNumber;
    }
}
