package org.znn.worker.convolution.winograd.pipeline;

import java.util.stream.IntStream;
import org.znn.common.geometry.IntMath;
import org.znn.worker.convolution.winograd.gemm.WidthPartition;
import org.znn.worker.convolution.winograd.interleave.InterleavingOutputTransform;
import org.znn.worker.convolution.winograd.interleave.RowDeinterleaver;
import org.znn.worker.convolution.winograd.interleave.VectorPermutation;
import org.znn.worker.convolution.winograd.output.RowSink;
import org.znn.worker.convolution.winograd.tiling.TileGrid;
import org.znn.worker.convolution.winograd.transform.TransformLayout;
import org.znn.worker.convolution.winograd.transform.WinogradTransform;

/** Transforms sums of products back to output rows, one output channel at a time, and hands the rows to a sink. */
final class OutputTransform {

    private final ConvolutionProblem problem;
    private final TileGrid grid;
    private final PipelineWorkspace workspace;
    private final RowSink sink;
    private final WinogradTransform yTransform;
    private final WinogradTransform xTransform;
    /** Transforms along x and interleaves in one step; null if the x axis is not supported. */
    private final InterleavingOutputTransform interleavingTransform;
    /** Interleaves transformed rows; null if {@link #interleavingTransform} does so. */
    private final VectorPermutation interleaver;
    private final TransformLayout alongY;
    private final TransformLayout alongX;

    OutputTransform(ConvolutionProblem problem, TileGrid grid, PipelineWorkspace workspace, RowSink sink) {
        this.problem = problem;
        this.grid = grid;
        this.workspace = workspace;
        this.sink = sink;
        yTransform = grid.y().transform();
        xTransform = grid.x().transform();
        boolean supported = InterleavingOutputTransform.supports(grid.x(), grid.lanes());
        interleavingTransform = supported ? new InterleavingOutputTransform(grid.x()) : null;
        interleaver = supported ? null : RowDeinterleaver.interleaver(grid, workspace.lanes());
        int lanes = workspace.lanes();
        int points = grid.x().points();
        alongY = new TransformLayout(TransformLayout.evenlySpaced(grid.y().points(), lanes), points * lanes,
                starts(PipelineWorkspace.CHANNEL_BLOCK, workspace.sumChannelStride()),
                starts(PipelineWorkspace.CHANNEL_BLOCK, workspace.columnChannelStride()));
        alongX = new TransformLayout(TransformLayout.evenlySpaced(points, lanes), lanes,
                starts(grid.y().outputs(), points * lanes),
                starts(grid.y().outputs(), WinogradTransform.PADDED_OUTPUTS * lanes));
    }

    /** Returns {@code count} offsets, {@code stride} apart, for each vector of tiles. */
    private int[] starts(int count, int stride) {
        return IntStream.range(0, WidthPartition.coveredVectors(grid.maxVectors()) * count)
                .map(i -> i % count * stride + i / count * grid.lanes()).toArray();
    }

    /** Transforms the sums at one x point along y, for all channels of a block. */
    void transformColumn(int x, int group, int segment, float[] work, int base) {
        int vectors = grid.vectorsIn(group, segment);
        yTransform.transformOutput(alongY, 0, vectors * PipelineWorkspace.CHANNEL_BLOCK, work,
                base + workspace.sumOffset(), work, base + workspace.columnOffset() + x * workspace.lanes());
    }

    /**
     * Transforms the columns of an output channel along x and passes its rows to the sink.
     *
     * @param blockChannel output channel relative to its block
     * @param channel      output channel
     * @param z            output section
     * @param group        group of tiles
     * @param segment      segment of the group's rows
     * @param work         array that holds the workspace
     * @param base         beginning of the workspace
     */
    void emitRows(int blockChannel, int channel, int z, int group, int segment, float[] work, int base) {
        if (channel + 1 < problem.out()) {
            work[base + workspace.prefetchOffset()] = prefetch(channel + 1, z, group, segment);
        }
        int columns = base + workspace.columnOffset() + blockChannel * workspace.columnChannelStride();
        if (interleavingTransform == null) {
            int vectors = grid.vectorsIn(group, segment);
            xTransform.transformOutput(alongX, 0, vectors * grid.y().outputs(), work, columns, work,
                    base + workspace.outputOffset());
        }
        int x = grid.segmentStart(segment);
        int count = rowLength(x);
        for (int row = 0; row < grid.rowsIn(group); row++) {
            int first = grid.rowStart(group, row);
            for (int j = 0; j < grid.y().outputs(); j++) {
                int y = first + j * grid.y().dilation();
                if (y < problem.outputSize().y()) {
                    interleaveRow(columns, j, row * grid.lanePitch(), work, base);
                    sink.accept(work, base + workspace.rowOffset(), count, channel, z, y, x);
                }
            }
        }
    }

    /** Writes output row {@code j} of the row of tiles that begins at {@code lane}, in the order of the feature map. */
    private void interleaveRow(int columns, int j, int lane, float[] work, int base) {
        if (interleavingTransform == null) {
            interleaver.apply(work, base + workspace.outputOffset()
                    + j * WinogradTransform.PADDED_OUTPUTS * workspace.lanes() + lane, base + workspace.rowOffset());
        } else {
            interleavingTransform.transformRow(work, columns + j * grid.x().points() * workspace.lanes() + lane,
                    workspace.lanes(), IntMath.ceilDiv(grid.tilesPerSegment(), grid.lanes()),
                    base + workspace.rowOffset());
        }
    }

    /** Returns the length of the output rows of the segment that begins at {@code x}, rounded up to whole vectors. */
    private int rowLength(int x) {
        int count = Math.min(problem.outputSize().x() - x, grid.periodsPerSegment() * grid.x().period());
        return IntMath.roundUp(count, grid.lanes());
    }

    /** Prefetches the memory that {@link #emitRows} will write for a channel; the caller must store the result. */
    private float prefetch(int channel, int z, int group, int segment) {
        int x = grid.segmentStart(segment);
        int count = rowLength(x);
        float sum = 0;
        for (int row = 0; row < grid.rowsIn(group); row++) {
            int first = grid.rowStart(group, row);
            for (int j = 0; j < grid.y().outputs(); j++) {
                int y = first + j * grid.y().dilation();
                if (y < problem.outputSize().y()) {
                    sum += sink.prefetch(count, channel, z, y, x);
                }
            }
        }
        return sum;
    }
}
