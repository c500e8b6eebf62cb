package org.znn.worker.convolution.winograd.gradient;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.znn.worker.convolution.ChannelBlocks;
import org.znn.worker.convolution.FeatureMapLayout;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.convolution.winograd.tiling.TileStrips;
import org.znn.worker.convolution.winograd.transform.TransformLayout;
import org.znn.worker.convolution.winograd.transform.WinogradTransform;

/**
 * Transforms the tiles of a strip of the input or of the output gradient, with neighbouring channels in the lanes.
 * Rows are gathered so that each voxel is a vector of channels, then transformed along y for every voxel, then along x
 * for every tile. Voxels outside the feature maps are 0.
 */
final class StripTransform {

    private final FeatureMaps<float[]> maps;
    private final FeatureMapLayout layout;
    private final int[][] channelOffsets;
    private final TileStrips strips;
    private final GradientWorkspace workspace;
    private final Operand operand;
    private final TransformLayout alongY;
    /** Layout of the transform along x, by segment. */
    private final TransformLayout[] alongX;

    private interface Transform {

        void apply(TransformLayout layout, int first, int last, float[] source, int sourceOffset, float[] target,
                int targetOffset);
    }

    /**
     * Tile size and transforms of an operand: the input or the output gradient.
     *
     * @param rows        voxels of a tile along y
     * @param columns     voxels of a tile along x
     * @param yLoads      elements that {@code yTransform} reads; those beyond {@code rows} repeat the last row
     * @param xLoads      elements that {@code xTransform} reads; those beyond {@code columns} repeat the last column
     * @param yTransform  transform along y
     * @param xTransform  transform along x
     * @param pointStride distance between points of transformed tiles
     */
    private record Operand(int rows, int columns, int yLoads, int xLoads, Transform yTransform, Transform xTransform,
            int pointStride) {
    }

    private StripTransform(GradientPlan plan, FeatureMaps<float[]> maps, Operand operand) {
        this.maps = maps;
        this.operand = operand;
        layout = maps.layout();
        channelOffsets = ChannelBlocks.offsets(layout);
        strips = plan.strips();
        workspace = plan.workspace();
        int[] voxels = TransformLayout.evenlySpaced(strips.maxSpan(operand.columns()), workspace.lanes());
        alongY = new TransformLayout(loads(operand.yLoads(), operand.rows(), workspace.rowPitch()),
                workspace.rowPitch(), voxels, voxels);
        alongX = IntStream.range(0, strips.segments()).mapToObj(this::alongX).toArray(TransformLayout[]::new);
    }

    static StripTransform ofInput(GradientPlan plan, FeatureMaps<float[]> input) {
        int rows = plan.y().points();
        int columns = plan.x().points();
        return new StripTransform(plan, input, new Operand(rows, columns, rows, columns,
                plan.y().transform()::transformInput, plan.x().transform()::transformInput,
                plan.workspace().inputPointStride()));
    }

    static StripTransform ofGradient(GradientPlan plan, FeatureMaps<float[]> outputGradient) {
        return new StripTransform(plan, outputGradient, new Operand(plan.y().outputs(), plan.x().outputs(),
                WinogradTransform.PADDED_OUTPUTS, WinogradTransform.PADDED_OUTPUTS,
                plan.y().transform()::transformGradient, plan.x().transform()::transformGradient,
                plan.workspace().gradientPointStride()));
    }

    /** Returns the offsets of {@code count} loads; those after the first {@code distinct} repeat the last of these. */
    private static int[] loads(int count, int distinct, int stride) {
        return IntStream.range(0, count).map(a -> Math.min(a, distinct - 1) * stride).toArray();
    }

    private TransformLayout alongX(int segment) {
        int tiles = strips.tilesIn(segment);
        int points = strips.y().points();
        int lanes = workspace.lanes();
        int[] inputStarts = new int[points * tiles];
        int[] outputStarts = new int[points * tiles];
        for (int i = 0; i < inputStarts.length; i++) {
            int point = i / tiles;
            int tile = i % tiles;
            inputStarts[i] = point * workspace.rowPitch()
                    + (strips.tileStart(segment, tile) - strips.tileStart(segment, 0)) * lanes;
            outputStarts[i] = point * strips.x().points() * operand.pointStride() + tile * lanes;
        }
        return new TransformLayout(loads(operand.xLoads(), operand.columns(), strips.x().dilation() * lanes),
                operand.pointStride(), inputStarts, outputStarts);
    }

    /**
     * Transforms a vector of channels of a strip.
     *
     * @param z       section of the feature maps
     * @param strip   strip of the section
     * @param channel first channel, a multiple of the lanes
     * @param work    array that holds the workspace
     * @param base    beginning of the workspace
     * @param to      index that receives the first tile's value at the first point
     */
    void transform(int z, int strip, int channel, float[] work, int base, int to) {
        int segment = strips.segment(strip);
        int span = strips.span(segment, operand.columns());
        gatherRows(z, strips.rowStart(strip), strips.tileStart(segment, 0), span, channel, work, base);
        int yTransformed = base + workspace.yTransformedOffset();
        operand.yTransform().apply(alongY, 0, span, work, base, work, yTransformed);
        TransformLayout x = alongX[segment];
        operand.xTransform().apply(x, 0, x.inputStarts().length, work, yTransformed, work, to);
    }

    /** Gathers {@code span} voxels of each row of the tiles that begin at (z, y, x). */
    private void gatherRows(int z, int y, int x, int span, int channel, float[] work, int to) {
        int lanes = workspace.lanes();
        int voxels = Math.min(span, layout.size().x() - x);
        for (int a = 0; a < operand.rows(); a++) {
            int row = y + a * strips.y().dilation();
            int begin = to + a * workspace.rowPitch();
            int filled = row < layout.size().y() ? voxels : 0;
            if (filled > 0) {
                ChannelBlocks.gather(maps.data(), layout.index(0, z, row, x), 1, channelOffsets[channel / lanes],
                        work, begin, lanes, filled);
            }
            Arrays.fill(work, begin + filled * lanes, begin + span * lanes, 0);
        }
    }
}
