package org.znn.worker.convolution.winograd.pipeline;

import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.znn.common.geometry.IntMath;
import org.znn.worker.convolution.winograd.gemm.GemmKernel;
import org.znn.worker.convolution.winograd.gemm.WidthPartition;
import org.znn.worker.convolution.winograd.tiling.SectionSlots;
import org.znn.worker.convolution.winograd.tiling.TileGrid;

/** Products of transformed inputs and weights for a block of output channels, summed over z taps and input channels. */
final class TileGemm {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    /** Kernels by width, the narrowest first. */
    private static final GemmKernel[] KERNELS = IntStream
            .rangeClosed(WidthPartition.MIN_WIDTH, WidthPartition.MAX_WIDTH).mapToObj(GemmKernel::of)
            .toArray(GemmKernel[]::new);

    private final ConvolutionProblem problem;
    private final TileGrid grid;
    private final PipelineWorkspace workspace;
    private final TransformedWeights weights;
    /** Widths of the kernels for each number of vectors. */
    private final int[][] widths;

    TileGemm(ConvolutionProblem problem, TileGrid grid, PipelineWorkspace workspace, TransformedWeights weights) {
        this.problem = problem;
        this.grid = grid;
        this.workspace = workspace;
        this.weights = weights;
        widths = IntStream.rangeClosed(0, grid.maxVectors()).mapToObj(WidthPartition::widths).toArray(int[][]::new);
    }

    /**
     * Computes the sums of a block at one x point and all y points, which together fit into the first-level cache.
     *
     * @param block   block of output channels
     * @param x       x point
     * @param vectors vectors of tiles
     * @param slots   slot of the input section of each z tap; {@link SectionSlots#OUTSIDE} contributes 0
     * @param work    array that holds the workspace
     * @param base    beginning of the workspace
     */
    void multiply(int block, int x, int vectors, int[] slots, float[] work, int base) {
        int quads = IntMath.ceilDiv(Math.min(PipelineWorkspace.CHANNEL_BLOCK,
                problem.out() - block * PipelineWorkspace.CHANNEL_BLOCK), GemmKernel.OUTPUT_CHANNELS);
        int points = grid.y().points();
        for (int point = 0; point < points; point++) {
            for (int quad = 0; quad < quads; quad++) {
                int weightOffset = weights.offset(block, x * points + point, quad);
                int sumOffset = base + workspace.sumOffset()
                        + quad * GemmKernel.OUTPUT_CHANNELS * workspace.sumChannelStride() + point * workspace.lanes();
                boolean first = true;
                for (int slot : slots) {
                    if (slot != SectionSlots.OUTSIDE) {
                        int inputOffset = base + workspace.transformedOffset()
                                + slot * workspace.transformedSlotStride()
                                + (point * grid.x().points() + x) * workspace.transformedPointStride();
                        if (first) {
                            multiply(problem.in(), inputOffset, weightOffset, sumOffset, workspace.sumChannelStride(),
                                    vectors, work);
                        } else {
                            multiply(problem.in(), inputOffset, weightOffset, base + workspace.partialSumOffset(),
                                    workspace.lanes(), vectors, work);
                            addPartialSums(sumOffset, vectors * grid.lanes(), work, base);
                        }
                        first = false;
                    }
                    weightOffset += problem.in() * GemmKernel.OUTPUT_CHANNELS;
                }
                if (first) {
                    multiply(0, base, 0, sumOffset, workspace.sumChannelStride(), vectors, work);
                }
            }
        }
    }

    /** Adds the sums of another z tap; several short sums have a smaller rounding error than a long one. */
    private void addPartialSums(int sumOffset, int lanes, float[] work, int base) {
        for (int channel = 0; channel < GemmKernel.OUTPUT_CHANNELS; channel++) {
            int from = base + workspace.partialSumOffset() + channel * workspace.lanes();
            int to = sumOffset + channel * workspace.sumChannelStride();
            for (int i = 0; i < lanes; i += SPECIES.length()) {
                FloatVector.fromArray(SPECIES, work, to + i).add(FloatVector.fromArray(SPECIES, work, from + i))
                        .intoArray(work, to + i);
            }
        }
    }

    private void multiply(int channels, int inputOffset, int weightOffset, int sumOffset, int sumStride, int vectors,
            float[] work) {
        int lane = 0;
        for (int width : widths[vectors]) {
            KERNELS[width - WidthPartition.MIN_WIDTH].multiply(work, inputOffset + lane * problem.in(),
                    workspace.transformedVectorStride(), channels, weights.values(), weightOffset, work,
                    sumOffset + lane, sumStride);
            lane += width * grid.lanes();
        }
    }
}
