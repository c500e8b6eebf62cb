package org.znn.worker.convolution.winograd.gradient;

import java.util.Arrays;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.convolution.Footprint;
import org.znn.worker.convolution.Scratchpad;
import org.znn.worker.convolution.WeightGradient;
import org.znn.worker.convolution.winograd.outerproduct.TileOuterProduct;
import org.znn.worker.convolution.winograd.tiling.SectionSlots;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.parallel.ParallelFor;
import org.znn.worker.simd.Simd;

/**
 * Weight gradient, the adjoint of the convolution with respect to its weights. The output of a tile is {@code A'·((G·g)
 * ⊙ (B'·d))}, so the gradient with respect to g is {@code G'·Σ (A·e) ⊙ (B'·d)}, summed over all tiles with output
 * gradients e. At each point these sums are a matrix product: output channels by tiles times tiles by input channels.
 *
 * <p>Sums are built tile by tile within a chunk, chunk by chunk within a part, and then part by part, in the order
 * given by a {@link GradientPlan}: it depends on the vector length, but not on the number of threads.
 */
public final class WinogradWeightGradient implements WeightGradient<float[]> {

    private final GradientPlan plan;
    private final Scratchpad scratchpad;

    /**
     * Creates a weight gradient.
     *
     * @param shape      shape of the convolution
     * @param output     output size of the convolution in voxels (z, y, x)
     * @param strict     whether to use only tiles whose rounding error is close to direct convolution's
     * @param simd       vector operations of this JVM
     * @param scratchpad memory for sums and workspaces
     */
    public WinogradWeightGradient(ConvolutionShape shape, Vec3 output, boolean strict, Simd simd,
            Scratchpad scratchpad) {
        this.scratchpad = scratchpad;
        plan = GradientPlan.of(shape, output, strict, simd);
    }

    /** Returns the memory requirement of a weight gradient. */
    public static Footprint footprint(ConvolutionShape shape, Vec3 output, boolean strict, Simd simd, int threads) {
        GradientPlan plan = GradientPlan.of(shape, output, strict, simd);
        return new Footprint(0, new Scratchpad.Size(floats(plan, threads), 0, 0));
    }

    private static int floats(GradientPlan plan, int threads) {
        return Math.max(plan.workspaceOffset(Math.min(threads, plan.partCount())),
                reductionOffset(plan, Math.min(threads, GradientReduction.itemCount(plan))));
    }

    /** Returns the start of a worker's workspace for the reduction; these workspaces overlap those for the parts. */
    private static int reductionOffset(GradientPlan plan, int worker) {
        return Math.addExact(plan.workspaceOffset(0),
                Math.multiplyExact(worker, GradientReduction.workspaceLength(plan)));
    }

    @Override
    public Filters compute(FeatureMaps<float[]> input, FeatureMaps<float[]> outputGradient, ForkJoinTeam team) {
        float[] data = scratchpad.floats(floats(plan, team.size()));
        StripTransform inputs = StripTransform.ofInput(plan, input);
        StripTransform gradients = StripTransform.ofGradient(plan, outputGradient);
        ParallelFor.withWorkerIndex(team, plan.partCount(),
                (worker, part) -> new Part(inputs, gradients, data, worker, part).compute());
        GradientReduction reduction = new GradientReduction(plan, data);
        team.parallelFor(GradientReduction.pieceCount(plan), reduction::reducePiece);
        ParallelFor.withWorkerIndex(team, GradientReduction.itemCount(plan),
                (worker, item) -> reduction.transformItem(item, reductionOffset(plan, worker)));
        return new Filters(plan.shape().in(), plan.shape().out(), plan.shape().kernel(), reduction.weights());
    }

    /** Computes the sums of a part in one thread's workspace. */
    private final class Part {

        private final StripTransform inputs;
        private final StripTransform gradients;
        private final float[] data;
        private final GradientWorkspace workspace = plan.workspace();
        private final int base;
        private final int sums;
        private final int zeros;
        private final int part;
        private final SectionSlots sections = new SectionSlots(plan.shape().kernel().z(), plan.shape().dilation().z(),
                0, plan.shape().inputSize(plan.output()).z());
        private int tilesInChunk;

        Part(StripTransform inputs, StripTransform gradients, float[] data, int worker, int part) {
            this.inputs = inputs;
            this.gradients = gradients;
            this.data = data;
            this.part = part;
            base = plan.workspaceOffset(worker);
            sums = plan.sumOffset(part);
            zeros = base + workspace.zeroOffset();
        }

        void compute() {
            Arrays.fill(data, zeros, zeros + TileOuterProduct.MAX_SUM_VECTORS * workspace.lanes(), 0);
            if (plan.chunked()) {
                Arrays.fill(data, sums, sums + plan.sumsPerPart(), 0);
            }
            int end = plan.endStrip(part);
            for (int strip = plan.firstStrip(part); strip < end; strip += plan.stripsPerBand()) {
                computeBand(strip, Math.min(end, strip + plan.stripsPerBand()));
            }
            if (plan.chunked() && tilesInChunk > 0) {
                endChunk();
            }
        }

        private void endChunk() {
            GradientReduction.addElements(data, base + workspace.chunkOffset(), sums, sums + plan.sumsPerPart());
            tilesInChunk = 0;
        }

        /** Adds the products of strips {@code first} to {@code end − 1} of all sections. */
        private void computeBand(int first, int end) {
            sections.sweep(0, plan.output().z(),
                    (z, slot) -> transform(inputs, z, first, end, 0, plan.shape().in(),
                            base + workspace.inputOffset() + slot * workspace.inputSlotStride()),
                    (z, slots) -> computeSection(z, first, end, slots));
        }

        private void computeSection(int z, int first, int end, int[] slots) {
            int tiles = 0;
            for (OutputChannelGroup group : plan.groups()) {
                tiles = transform(gradients, z, first, end, group.firstChannel(), group.channels(),
                        base + workspace.gradientOffset());
                for (int t = 0; t < slots.length; t++) {
                    addProducts(group, t, slots[t], tiles);
                }
            }
            tilesInChunk += tiles;
            if (plan.chunked() && tilesInChunk >= GradientPlan.TILES_PER_CHUNK) {
                endChunk();
            }
        }

        /** Transforms channels of the strips, one tile after the other, and returns the number of tiles. */
        private int transform(StripTransform transform, int z, int first, int end, int firstChannel, int channels,
                int to) {
            int lanes = workspace.lanes();
            int tiles = 0;
            for (int strip = first; strip < end; strip++) {
                for (int vector = 0; vector * lanes < channels; vector++) {
                    transform.transform(z, strip, firstChannel + vector * lanes, data, base,
                            to + vector * workspace.vectorStride() + tiles * lanes);
                }
                tiles += plan.strips().tilesIn(plan.strips().segment(strip));
            }
            return tiles;
        }

        /** Adds the products of a band's tiles at all points to the sums of the chunk, which start from 0. */
        private void addProducts(OutputChannelGroup group, int tap, int slot, int tiles) {
            int target = plan.chunked() ? base + workspace.chunkOffset() : sums;
            for (int point = 0; point < plan.points(); point++) {
                int gradientOffset = base + workspace.gradientOffset() + point * workspace.gradientPointStride();
                int inputOffset = base + workspace.inputOffset() + slot * workspace.inputSlotStride()
                        + point * workspace.inputPointStride();
                int set = tap * plan.points() + point;
                for (OutputChannelGroup.SumBlock block : group.blocks()) {
                    int result = target + group.offset(block, set);
                    block.kernel().accumulate(data, gradientOffset, block.channel(),
                            inputOffset + block.inputVector() * workspace.vectorStride(), workspace.vectorStride(),
                            tiles, tilesInChunk == 0 ? zeros : result, result);
                }
            }
        }
    }
}
