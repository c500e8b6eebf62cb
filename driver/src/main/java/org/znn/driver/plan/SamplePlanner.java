package org.znn.driver.plan;

import java.util.List;
import java.util.Optional;
import org.znn.common.geometry.Grid;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.NetworkSpec;
import org.znn.common.problem.Problems;
import org.znn.common.sample.Padding;
import org.znn.common.volume.Precision;
import org.znn.driver.choice.PlannedChoice;
import org.znn.driver.config.MemorySettings;
import org.znn.driver.report.Quantities;
import org.znn.driver.spark.ClusterShape;
import org.znn.worker.choice.ConvolutionChooser;

/** Works out pass, block and chunk of a sample. */
public final class SamplePlanner {

    /** Blocks an executor should have, so that a slow one can be helped by the others. */
    private static final int BLOCKS_PER_EXECUTOR = 4;
    /** More voxels than any image has: beyond, a header is damaged and numbers of voxels overflow. */
    private static final double MOST_VOXELS = 1L << 52;

    private final Precision precision;
    private final PassDecisions decisions;
    private final ClusterShape cluster;
    private final long memory;
    private final Problems problems;

    /**
     * For all samples of a job.
     *
     * @param chooser  decides how convolutions are computed
     * @param settings what blocks may take of an executor's heap, network included
     * @param problems told what cannot be
     */
    public SamplePlanner(NetworkSpec network, Precision precision, ConvolutionChooser chooser, ClusterShape cluster,
            MemorySettings settings, Problems problems) {
        this.precision = precision;
        this.cluster = cluster;
        this.problems = problems;
        decisions = new PassDecisions(network, chooser, precision);
        memory = settings.ofHeap(cluster.memory());
    }

    /**
     * The plan of one sample.
     *
     * @param wanted pass the user asks for; empty for the best that fits
     * @param where  file and line that asked, for messages
     * @return empty where a problem was told
     */
    public Optional<SamplePlan> plan(int sample, List<InputPlan> inputs, List<OutputPlan> outputs,
            Optional<Vec3> wanted, Optional<Vec3> wantedChunk, String where) {
        Optional<Vec3> extent = extent(sample, inputs);
        if (extent.isEmpty()) {
            return Optional.empty();
        }
        long executors = cluster.executors();
        BlockCost cost = new BlockCost(decisions, new BlockBytes(inputs, outputs, precision), memory);
        Optional<Vec3> pass = wanted.isPresent() ? fitting(wanted.get().min(extent.get()), extent.get(), cost, where)
                : best(extent.get(), executors, cost, where);
        if (pass.isEmpty()) {
            return Optional.empty();
        }
        int channels = outputs.stream().mapToInt(OutputPlan::channels).sum();
        Vec3 block = BlockChoice.of(extent.get(), pass.get(), cost.work(pass.get()),
                (long) channels * precision.bytes(), b -> cost.bytes(pass.get(), b) <= memory,
                BLOCKS_PER_EXECUTOR * executors);
        Vec3 chunk = ChunkChoice.of(pass.get(), block);
        if (wantedChunk.isPresent()) {
            chunk = wantedChunk.get().min(extent.get());
            block = block.ceilDiv(chunk).times(chunk);
            long need = cost.bytes(pass.get(), block.min(extent.get()));
            if (need > memory) {
                problems.error(where, "chunks of " + chunk + " voxels (znn.output.chunk) make blocks of " + block
                        + ", which need " + Quantities.bytes(need) + "; an executor gives them "
                        + Quantities.bytes(memory), "choose a smaller chunk, or auto");
                return Optional.empty();
            }
        }
        Grid grid = new Grid(extent.get(), block);
        if (grid.cells() > Integer.MAX_VALUE) {
            problems.error(where, "sample" + sample + ": an output of " + extent.get() + " voxels would be computed in "
                    + grid.cells() + " blocks of " + block, "choose a larger forward_outsz, or auto");
            return Optional.empty();
        }
        PlannedChoice choice = PlannedChoice.of(decisions.chooser(), decisions.outline(pass.get()).orElseThrow(),
                cost.allowance(pass.get(), block.min(extent.get())));
        return Optional.of(new SamplePlan(sample, inputs, outputs, pass.get(), grid, chunk, choice,
                (long) (choice.decision().bytes() + decisions.outputBytes(pass.get()))));
    }

    private Optional<Vec3> extent(int sample, List<InputPlan> inputs) {
        boolean allPossible = true;
        for (InputPlan input : inputs) {
            if (!input.outputSize().isPositive()) {
                Vec3 needed = input.sizes().context();
                problems.error(input.where(), "sample" + sample + ": the image " + input.files().get(0) + " of "
                        + input.size() + " voxels is smaller than what one output voxel depends on, "
                        + needed + (input.padding().equals(Padding.NONE) ? "" : " (mirror included)"),
                        "set is_bd_mirror = yes, or give an image of at least " + needed + " voxels");
                allPossible = false;
            } else if (voxels(input.size()) > MOST_VOXELS) {
                problems.error(input.where(), "sample" + sample + ": the image " + input.files().get(0)
                        + " says it has " + input.size() + " voxels, which cannot be",
                        "it is damaged: copy or convert it anew");
                allPossible = false;
            }
        }
        if (!allPossible) {
            return Optional.empty();
        }
        InputPlan first = inputs.get(0);
        for (InputPlan input : inputs) {
            if (!input.outputSize().equals(first.outputSize())) {
                problems.error(input.where(), "sample" + sample + ": the inputs disagree: '" + first.node() + "' ("
                        + first.size() + " voxels) allows an output of " + first.outputSize() + ", '" + input.node()
                        + "' (" + input.size() + ") one of " + input.outputSize(),
                        input.size().equals(first.size())
                                ? "write is_bd_mirror = yes: without it an input that sees more gives less"
                                : "give images that belong together the same size, or write is_auto_crop = yes for"
                                + " the larger");
                return Optional.empty();
            }
        }
        return Optional.of(first.outputSize());
    }

    private static double voxels(Vec3 size) {
        return (double) size.z() * size.y() * size.x();
    }

    private Optional<Vec3> fitting(Vec3 pass, Vec3 extent, PassCost cost, String where) {
        if (cost.bytes(pass) <= memory) {
            return Optional.of(pass);
        }
        Optional<Vec3> near = new PassChoice(extent, cost, memory).nearestFitting(pass);
        Optional<String> tooLarge = cost.tooLarge(pass);
        problems.error(where, "a pass of " + pass + " output voxels " + tooLarge.map(why -> "is too large: " + why)
                .orElse("needs " + need(cost, pass) + ", an executor gives it " + Quantities.bytes(memory)),
                near.map(p -> "forward_outsz = " + p + " fits (" + need(cost, p) + ")").orElse("no pass fits")
                        + "; or forward_outsz = auto" + (tooLarge.isPresent() ? ""
                        : ", or more memory (--executor-memory; --driver-memory in local mode)"));
        return Optional.empty();
    }

    private Optional<Vec3> best(Vec3 extent, long executors, PassCost cost, String where) {
        Optional<Vec3> best = new PassChoice(extent, cost, memory).best(BLOCKS_PER_EXECUTOR * executors);
        if (best.isEmpty()) {
            problems.error(where, "not even a pass of one output voxel fits: it needs " + need(cost, Vec3.ONE)
                    + ", an executor gives it " + Quantities.bytes(memory),
                    "give executors more memory (--executor-memory; --driver-memory in local mode)");
        }
        return best;
    }

    private static String need(PassCost cost, Vec3 pass) {
        long bytes = cost.bytes(pass);
        return bytes == Long.MAX_VALUE ? "more than one array can hold" : Quantities.bytes(bytes);
    }
}
