package org.znn.driver.plan;

import java.util.List;
import org.znn.common.geometry.Grid;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.ConvolutionChoice;
import org.znn.driver.choice.PlannedChoice;
import org.znn.worker.choice.Outline;

/**
 * How one sample is computed.
 *
 * @param sample       its number in the .spec
 * @param inputs       one an input node
 * @param outputs      one an output node
 * @param pass         output voxels of one pass of the network
 * @param blocks       the output cut into blocks, one a Spark task
 * @param chunk        storage chunk of the output files
 * @param choice       how convolutions are computed
 * @param networkBytes what the compiled network holds, and a pass returns
 */
public record SamplePlan(int sample, List<InputPlan> inputs, List<OutputPlan> outputs, Vec3 pass, Grid blocks,
        Vec3 chunk, PlannedChoice choice, long networkBytes) {

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

    /**
     * The same sample of a job in passes, blocks and chunks of an earlier run, and with its choice of convolutions.
     *
     * @throws IllegalArgumentException where that cannot be
     */
    public SamplePlan with(ForwardPlan job, Vec3 otherPass, Grid otherBlocks, Vec3 otherChunk,
            ConvolutionChoice chosen) {
        PassDecisions decisions = new PassDecisions(job.network(), job.chooser(), job.precision());
        Outline outline = decisions.outline(otherPass).orElseThrow(() ->
                new IllegalArgumentException("no array holds a pass of " + otherPass));
        PlannedChoice kept = PlannedChoice.kept(job.chooser(), outline, choice.memory(), chosen);
        return new SamplePlan(sample, inputs, outputs, otherPass, otherBlocks, otherChunk, kept,
                (long) (kept.decision().bytes() + decisions.outputBytes(otherPass)));
    }

    /** The same with a choice that was measured. */
    public SamplePlan with(PlannedChoice measured) {
        return new SamplePlan(sample, inputs, outputs, pass, blocks, chunk, measured,
                networkBytes - choice.decision().bytes() + measured.decision().bytes());
    }

    /** Floating-point operations of one pass: of direct convolutions that take as long. */
    public double operations() {
        return choice.decision().operations();
    }

    /** Operations of the whole sample. */
    public double totalOperations() {
        return operations() * passes();
    }

    /** Bytes of all outputs as they are before compression, for numbers of the given size. */
    public long outputBytes(int bytesPerNumber) {
        return extent().product() * outputs.stream().mapToInt(OutputPlan::channels).sum() * bytesPerNumber;
    }
}
