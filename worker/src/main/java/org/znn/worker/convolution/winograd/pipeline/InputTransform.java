package org.znn.worker.convolution.winograd.pipeline;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.znn.common.geometry.IntMath;
import org.znn.worker.convolution.FeatureMapLayout;
import org.znn.worker.convolution.winograd.gemm.WidthPartition;
import org.znn.worker.convolution.winograd.interleave.RowDeinterleaver;
import org.znn.worker.convolution.winograd.tiling.TileGrid;
import org.znn.worker.convolution.winograd.tiling.WinogradAxis;
import org.znn.worker.convolution.winograd.transform.TransformLayout;
import org.znn.worker.convolution.winograd.transform.WinogradTransform;

/**
 * Transforms the inputs of a group of tiles, channel by channel: transforms along y in the order of the feature map,
 * deinterleaves so that neighbouring lanes hold neighbouring tiles, and transforms along x. Rows need no deinterleaving
 * if the dilation fills whole vectors.
 */
final class InputTransform {

    private final ConvolutionProblem problem;
    private final TileGrid grid;
    private final PipelineWorkspace workspace;
    private final FeatureMapLayout maps;
    private final WinogradTransform yTransform;
    private final WinogradTransform xTransform;
    /** Deinterleaves transformed rows; null if they need no deinterleaving. */
    private final RowDeinterleaver deinterleaver;
    private final TransformLayout fromMap;
    private final TransformLayout fromStaging;
    private final TransformLayout alongX;
    private final int xSourceOffset;
    private final int xSourcePointStride;

    InputTransform(ConvolutionProblem problem, TileGrid grid, PipelineWorkspace workspace, FeatureMapLayout maps) {
        this.problem = problem;
        this.grid = grid;
        this.workspace = workspace;
        this.maps = maps;
        yTransform = grid.y().transform();
        xTransform = grid.x().transform();
        boolean deinterleave = grid.needsDeinterleaving();
        deinterleaver = deinterleave ? new RowDeinterleaver(grid, workspace.deinterleavedPitch()) : null;
        xSourceOffset = deinterleave ? workspace.deinterleavedOffset() : workspace.yTransformedOffset();
        xSourcePointStride = deinterleave ? grid.deinterleavedRows() * workspace.deinterleavedPitch()
                : workspace.yTransformedStride();
        int points = grid.y().points();
        int[] vectors = TransformLayout.evenlySpaced(IntMath.ceilDiv(grid.inputsPerSegment(), grid.lanes()),
                grid.lanes());
        fromMap = new TransformLayout(TransformLayout.evenlySpaced(points, grid.y().dilation() * maps.rowPitch()),
                workspace.yTransformedStride(), vectors, vectors);
        fromStaging = new TransformLayout(TransformLayout.evenlySpaced(points, workspace.stagingPitch()),
                workspace.yTransformedStride(), vectors, vectors);
        alongX = alongX();
    }

    /** Returns the layout of the transform along x: for each vector of tiles in turn, all y points. */
    private TransformLayout alongX() {
        WinogradAxis x = grid.x();
        int points = grid.y().points();
        int covered = WidthPartition.coveredVectors(grid.maxVectors());
        int[] inputStarts = new int[covered * points];
        int[] outputStarts = new int[covered * points];
        for (int v = 0; v < covered; v++) {
            for (int p = 0; p < points; p++) {
                inputStarts[v * points + p] = p * xSourcePointStride + firstInput(v);
                outputStarts[v * points + p] = p * x.points() * workspace.transformedPointStride()
                        + v * workspace.transformedVectorStride();
            }
        }
        int rows = grid.deinterleavedRows();
        int[] inputOffsets = IntStream.range(0, x.points()).map(a -> deinterleaver == null ? a * x.dilation()
                : a % rows * workspace.deinterleavedPitch() + a / rows * x.dilation()).toArray();
        return new TransformLayout(inputOffsets, workspace.transformedPointStride(), inputStarts, outputStarts);
    }

    /** Returns the offset of input 0 of the first tile of a vector. */
    private int firstInput(int vector) {
        if (grid.packed()) {
            return vector * grid.lanes();
        }
        int vectorsPerRow = grid.lanePitch() / grid.lanes();
        int row = Math.min(grid.rowsPerGroup() - 1, vector / vectorsPerRow);
        int u = Math.min(vector - row * vectorsPerRow, vectorsPerRow - 1) * grid.lanes();
        return deinterleaver == null ? row * workspace.yTransformedPitch() + grid.x().tileStart(u)
                : row * grid.deinterleavedLanePitch() + u;
    }

    /**
     * Transforms all channels of an input section for a group of tiles.
     *
     * @param in      feature maps
     * @param z       input section
     * @param group   group of tiles
     * @param segment segment of the group's rows
     * @param work    array that holds the workspace
     * @param base    beginning of the workspace
     * @param slot    section slot that receives the result
     */
    void transform(float[] in, int z, int group, int segment, float[] work, int base, int slot) {
        int rows = grid.rowsIn(group);
        int count = WidthPartition.coveredVectors(grid.vectorsIn(group, segment)) * grid.y().points();
        int transformed = base + workspace.transformedOffset() + slot * workspace.transformedSlotStride();
        int xSource = base + xSourceOffset;
        for (int channel = 0; channel < problem.in(); channel++) {
            for (int row = 0; row < rows; row++) {
                int yTransformed = base + workspace.yTransformedOffset()
                        + (deinterleaver == null ? row * workspace.yTransformedPitch() : 0);
                int y = grid.rowStart(group, row) - problem.padding().y();
                transformAlongY(in, channel, z, y, segment, work, base, yTransformed);
                if (deinterleaver != null) {
                    for (int p = 0; p < grid.y().points(); p++) {
                        deinterleaver.deinterleave(work, yTransformed + p * workspace.yTransformedStride(),
                                xSource + p * xSourcePointStride + row * grid.deinterleavedLanePitch());
                    }
                }
            }
            xTransform.transformInput(alongX, 0, count, work, xSource, work, transformed + channel * grid.lanes());
        }
    }

    /** Transforms along y the row of tiles whose inputs begin at input row {@code y}, which may be negative. */
    private void transformAlongY(float[] in, int channel, int z, int y, int segment, float[] work, int base,
            int yTransformed) {
        int x = grid.segmentStart(segment) - problem.padding().x();
        int begin = Math.min(grid.inputsPerSegment(), Math.max(0, -x));
        int end = Math.max(begin, Math.min(grid.inputsPerSegment(), problem.inputSize().x() - x));
        int vectors = IntMath.ceilDiv(end - begin, grid.lanes());
        if (y >= 0 && y + (grid.y().points() - 1) * grid.y().dilation() < problem.inputSize().y()) {
            yTransform.transformInput(fromMap, 0, vectors, in, maps.index(channel, z, y, x + begin), work,
                    yTransformed + begin);
        } else {
            stageRows(in, channel, z, y, x + begin, end - begin, work, base + workspace.stagingOffset());
            yTransform.transformInput(fromStaging, 0, vectors, work, base + workspace.stagingOffset(), work,
                    yTransformed + begin);
        }
        for (int p = 0; p < grid.y().points(); p++) {
            int row = yTransformed + p * workspace.yTransformedStride();
            Arrays.fill(work, row, row + begin, 0);
            Arrays.fill(work, row + end, row + grid.inputsPerSegment(), 0);
        }
    }

    /** Copies the input rows of a row of tiles, with zeros in place of rows outside the feature map. */
    private void stageRows(float[] in, int channel, int z, int y, int x, int count, float[] work, int to) {
        for (int a = 0; a < grid.y().points(); a++) {
            int row = y + a * grid.y().dilation();
            int start = to + a * workspace.stagingPitch();
            if (row >= 0 && row < problem.inputSize().y()) {
                System.arraycopy(in, maps.index(channel, z, row, x), work, start, count);
            } else {
                Arrays.fill(work, start, start + count, 0);
            }
        }
    }
}
