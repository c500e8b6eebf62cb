package org.znn.driver.plan;

import java.util.List;
import java.util.Optional;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.geometry.Grid;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.NetworkSpec;
import org.znn.common.sample.Padding;
import org.znn.common.volume.Precision;
import org.znn.driver.autotune.PlannedSelection;
import org.znn.driver.config.MemorySettings;
import org.znn.driver.report.Quantities;
import org.znn.driver.spark.ClusterShape;
import org.znn.worker.autotune.AlgorithmSelector;

/** Plans a sample: selects pass, block and chunk sizes and the convolution algorithms. */
final class SamplePlanner {

    /** Desired number of blocks per executor, so that fast executors can take over blocks from slow ones. */
    private static final int BLOCKS_PER_EXECUTOR = 4;
    /** More voxels than any image has: a header that states more is damaged, and voxel counts would overflow. */
    private static final double MAX_VOXELS = 1L << 52;

    private final Precision precision;
    private final SelectionProblemCache problems;
    private final ClusterShape cluster;
    private final long memory;
    private final Diagnostics diagnostics;

    /**
     * Creates a planner for all samples of a job.
     *
     * @param selector    selector of the convolution algorithms
     * @param settings    fraction of an executor's heap that is available for blocks and the network
     * @param diagnostics receives an error for each sample that cannot be computed
     */
    SamplePlanner(NetworkSpec network, Precision precision, AlgorithmSelector selector, ClusterShape cluster,
            MemorySettings settings, Diagnostics diagnostics) {
        this.precision = precision;
        this.cluster = cluster;
        this.diagnostics = diagnostics;
        problems = new SelectionProblemCache(network, selector, precision);
        memory = settings.usableBytes(cluster.memory());
    }

    /**
     * Returns the plan of one sample.
     *
     * @param requestedPass  pass size that the user requested; empty to select the best that fits
     * @param requestedChunk chunk size that the user requested; empty to select one
     * @param location       {@code file:line} of the requested pass size, for messages
     * @return empty if the sample cannot be computed; the errors are then reported
     */
    Optional<SamplePlan> plan(int sample, List<InputPlan> inputs, List<OutputPlan> outputs,
            Optional<Vec3> requestedPass, Optional<Vec3> requestedChunk, String location) {
        Optional<Vec3> outputSize = outputSize(sample, inputs);
        if (outputSize.isEmpty()) {
            return Optional.empty();
        }
        Vec3 extent = outputSize.get();
        long minBlocks = (long) BLOCKS_PER_EXECUTOR * cluster.executors();
        SamplePassCost cost = new SamplePassCost(problems, new BlockMemory(inputs, outputs, precision), memory);
        Optional<Vec3> selectedPass = requestedPass.isPresent()
                ? requireFitting(requestedPass.get().min(extent), extent, cost, location)
                : bestPass(extent, minBlocks, cost, location);
        if (selectedPass.isEmpty()) {
            return Optional.empty();
        }
        Vec3 pass = selectedPass.get();
        int channels = outputs.stream().mapToInt(OutputPlan::channels).sum();
        Vec3 block = BlockSizeSelector.select(extent, pass, cost.work(pass), (long) channels * precision.bytes(),
                b -> cost.bytes(pass, b) <= memory, minBlocks);
        Vec3 chunk = ChunkSizeSelector.select(pass, block);
        if (requestedChunk.isPresent()) {
            chunk = requestedChunk.get().min(extent);
            block = block.ceilDiv(chunk).times(chunk);
            long needed = cost.bytes(pass, block.min(extent));
            if (needed > memory) {
                diagnostics.error(location, "chunks of " + chunk + " voxels (znn.output.chunk) lead to blocks of "
                        + block + ", which need " + Quantities.formatBytes(needed) + ", but an executor has only "
                        + Quantities.formatBytes(memory) + " for them", "choose a smaller chunk, or auto");
                return Optional.empty();
            }
        }
        Grid grid = new Grid(extent, block);
        if (grid.cells() > Integer.MAX_VALUE) {
            diagnostics.error(location, "sample" + sample + ": an output of " + extent + " voxels would be computed in "
                    + grid.cells() + " blocks of " + block, "choose a larger forward_outsz, or auto");
            return Optional.empty();
        }
        PlannedSelection selection = PlannedSelection.of(problems.selector(), problems.problem(pass).orElseThrow(),
                cost.networkMemory(pass, block.min(extent)));
        return Optional.of(new SamplePlan(sample, inputs, outputs, pass, grid, chunk, selection,
                (long) (selection.report().bytes() + problems.outputBytes(pass))));
    }

    /** Returns the output size that all inputs allow; empty, with the errors reported, if there is none. */
    private Optional<Vec3> outputSize(int sample, List<InputPlan> inputs) {
        boolean allPossible = true;
        for (InputPlan input : inputs) {
            if (!input.outputSize().isPositive()) {
                Vec3 needed = input.sizeRelation().context();
                diagnostics.error(input.location(), "sample" + sample + ": the image " + input.files().get(0) + " of "
                        + input.size() + " voxels is smaller than the field of view, " + needed
                        + (input.padding().equals(Padding.NONE) ? "" : ", even with mirroring"),
                        "set is_bd_mirror = yes, or give an image of at least " + needed + " voxels");
                allPossible = false;
            } else if (BlockMemory.voxels(input.size()) > MAX_VOXELS) {
                diagnostics.error(input.location(), "sample" + sample + ": the image " + input.files().get(0)
                        + " claims to have " + input.size() + " voxels, which is impossible",
                        "the file is damaged; copy or convert it again");
                allPossible = false;
            }
        }
        if (!allPossible) {
            return Optional.empty();
        }
        InputPlan first = inputs.get(0);
        for (InputPlan input : inputs) {
            if (!input.outputSize().equals(first.outputSize())) {
                diagnostics.error(input.location(), "sample" + sample + ": the inputs allow different output sizes: '"
                        + first.node() + "' (" + first.size() + " voxels) allows " + first.outputSize() + ", '"
                        + input.node() + "' (" + input.size() + ") allows " + input.outputSize(),
                        input.size().equals(first.size())
                                ? "set is_bd_mirror = yes: without it an input with a larger field of view allows a"
                                + " smaller output"
                                : "give images of the same size, or set is_auto_crop = yes for the larger one");
                return Optional.empty();
            }
        }
        return Optional.of(first.outputSize());
    }

    private Optional<Vec3> requireFitting(Vec3 pass, Vec3 extent, PassCost cost, String location) {
        if (cost.bytes(pass) <= memory) {
            return Optional.of(pass);
        }
        Optional<Vec3> nearest = new PassSizeSelector(extent, cost, memory).nearestFitting(pass);
        Optional<String> tooLarge = cost.arraySizeViolation(pass);
        diagnostics.error(location, "a pass of " + pass + " output voxels "
                + tooLarge.map(reason -> "is too large: " + reason).orElse("needs " + needed(cost, pass)
                + ", but an executor has only " + Quantities.formatBytes(memory) + " for it"),
                nearest.map(p -> "forward_outsz = " + p + " fits (" + needed(cost, p) + ")").orElse("no pass fits")
                        + "; or use forward_outsz = auto" + (tooLarge.isPresent() ? ""
                        : ", or " + ClusterShape.MORE_MEMORY));
        return Optional.empty();
    }

    private Optional<Vec3> bestPass(Vec3 extent, long minPasses, PassCost cost, String location) {
        Optional<Vec3> best = new PassSizeSelector(extent, cost, memory).select(minPasses);
        if (best.isEmpty()) {
            diagnostics.error(location, "not even a pass of one output voxel fits: it needs " + needed(cost, Vec3.ONE)
                    + ", but an executor has only " + Quantities.formatBytes(memory) + " for it",
                    ClusterShape.MORE_MEMORY);
        }
        return best;
    }

    private static String needed(PassCost cost, Vec3 pass) {
        long bytes = cost.bytes(pass);
        return bytes == Long.MAX_VALUE ? "more than one array can hold" : Quantities.formatBytes(bytes);
    }
}
