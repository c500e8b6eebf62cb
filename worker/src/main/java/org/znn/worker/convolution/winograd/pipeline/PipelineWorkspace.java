package org.znn.worker.convolution.winograd.pipeline;

import org.znn.worker.convolution.winograd.gemm.GemmKernel;
import org.znn.worker.convolution.winograd.gemm.WidthPartition;
import org.znn.worker.convolution.winograd.interleave.InterleavingOutputTransform;
import org.znn.worker.convolution.winograd.tiling.TileGrid;
import org.znn.worker.convolution.winograd.tiling.WinogradAxis;
import org.znn.worker.convolution.winograd.transform.WinogradTransform;
import org.znn.worker.simd.CacheLine;

/**
 * Layout of a thread's workspace: where the intermediate results of each stage lie in one array. Offsets count from the
 * beginning of the workspace; offsets, pitches and strides are in elements, and every offset is a whole number of cache
 * lines.
 *
 * @param stagingOffset          input rows that reach beyond the feature maps, zero-padded: {@code [row][x]}
 * @param stagingPitch           distance between staged rows
 * @param yTransformedOffset     rows transformed along y: {@code [y point][row of tiles][x]}
 * @param yTransformedPitch      distance between rows of tiles
 * @param yTransformedStride     distance between y points
 * @param deinterleavedOffset    transformed rows with tiles in the lanes: {@code [y point][deinterleaved row][tile]}
 * @param deinterleavedPitch     distance between deinterleaved rows, each one input of all tiles of a group
 * @param transformedOffset      inputs transformed along y and x:
 *                               {@code [section slot][y point][x point][vector][input channel][lane]}
 * @param transformedVectorStride distance between vectors of tiles
 * @param transformedPointStride distance between points
 * @param transformedSlotStride  distance between section slots
 * @param sumOffset              sums of products at one x point: {@code [output channel][y point][lane]}
 * @param sumChannelStride       distance between output channels
 * @param lanes                  lanes of all vectors of a group
 * @param partialSumOffset       sums of a single z tap: {@code [output channel of a quad][lane]}
 * @param columnOffset           outputs along y: {@code [output channel][output y][x point][lane]}
 * @param columnChannelStride    distance between output channels
 * @param outputOffset           outputs along y and x: {@code [output y][output x][lane]}; unused with an
 *                               {@link InterleavingOutputTransform}
 * @param rowOffset              a finished output row
 * @param prefetchOffset         one element that keeps the result of prefetching alive
 * @param length                 length of the workspace
 */
record PipelineWorkspace(int stagingOffset, int stagingPitch, int yTransformedOffset, int yTransformedPitch,
        int yTransformedStride, int deinterleavedOffset, int deinterleavedPitch, int transformedOffset,
        int transformedVectorStride, int transformedPointStride, int transformedSlotStride, int sumOffset,
        int sumChannelStride, int lanes, int partialSumOffset, int columnOffset, int columnChannelStride,
        int outputOffset, int rowOffset, int prefetchOffset, int length) {

    /** Output channels computed at a time, so that no intermediate result of all channels is stored. */
    static final int CHANNEL_BLOCK = 12;

    /**
     * Lays out a workspace.
     *
     * @param grid          tiles of a section
     * @param inputChannels number of input channels
     * @param slots         transformed input sections kept at a time
     */
    static PipelineWorkspace of(TileGrid grid, int inputChannels, int slots) {
        WinogradAxis x = grid.x();
        int lanes = WidthPartition.coveredVectors(grid.maxVectors()) * grid.lanes();
        int points = grid.y().points() * x.points();
        boolean deinterleave = grid.needsDeinterleaving();
        int width = CacheLine.roundUp((long) grid.inputsPerSegment() + x.dilation() + CacheLine.FLOATS);
        int yTransformedStride = CacheLine.roundUpToOdd((long) width * (deinterleave ? 1 : grid.rowsPerGroup()));
        int deinterleavedPitch = CacheLine.roundUpToOdd(Math.max(lanes,
                (grid.rowsPerGroup() - 1L) * grid.deinterleavedLanePitch() + grid.deinterleavedTiles())
                + x.dilation() + CacheLine.FLOATS);
        int pointStride = CacheLine.roundUpToOdd((long) inputChannels * lanes);
        int slotStride = Math.multiplyExact(points, pointStride);
        int sumChannelStride = CacheLine.roundUpToOdd((long) grid.y().points() * lanes);
        int columnChannelStride = CacheLine.roundUpToOdd((long) WinogradTransform.PADDED_OUTPUTS * x.points() * lanes);
        Allocator allocator = new Allocator();
        int staging = allocator.allocate((long) grid.y().points() * width);
        int yTransformed = allocator.allocate((long) grid.y().points() * yTransformedStride);
        int deinterleaved = allocator.allocate(
                deinterleave ? (long) grid.y().points() * grid.deinterleavedRows() * deinterleavedPitch : 0);
        int transformed = allocator.allocate((long) slots * slotStride);
        int sums = allocator.allocate((long) CHANNEL_BLOCK * sumChannelStride);
        int partialSums = allocator.allocate((long) GemmKernel.OUTPUT_CHANNELS * lanes);
        int columns = allocator.allocate((long) CHANNEL_BLOCK * columnChannelStride);
        int outputs = allocator.allocate(InterleavingOutputTransform.supports(x, grid.lanes()) ? 0
                : (long) WinogradTransform.PADDED_OUTPUTS * WinogradTransform.PADDED_OUTPUTS * lanes + x.dilation()
                        + CacheLine.FLOATS);
        int row = allocator.allocate(
                width + (long) x.dilation() + (long) WinogradTransform.PADDED_OUTPUTS * CacheLine.FLOATS);
        int prefetch = allocator.allocate(1);
        return new PipelineWorkspace(staging, width, yTransformed, width, yTransformedStride, deinterleaved,
                deinterleavedPitch, transformed, inputChannels * grid.lanes(), pointStride, slotStride, sums,
                sumChannelStride, lanes, partialSums, columns, columnChannelStride, outputs, row, prefetch,
                allocator.end);
    }

    /** Allocates regions of whole cache lines one after the other. */
    private static final class Allocator {

        private int end;

        int allocate(long elements) {
            int offset = end;
            end = Math.addExact(end, CacheLine.roundUp(elements));
            return offset;
        }
    }
}
