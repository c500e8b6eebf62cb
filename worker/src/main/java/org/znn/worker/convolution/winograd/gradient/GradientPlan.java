package org.znn.worker.convolution.winograd.gradient;

import java.util.List;
import org.znn.common.geometry.IntMath;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.CacheBudget;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.winograd.tiling.TileStrips;
import org.znn.worker.convolution.winograd.tiling.WinogradAxis;
import org.znn.worker.simd.CacheLine;
import org.znn.worker.simd.Simd;

/**
 * Work division and memory layout of a weight gradient. Strips of tiles are processed in bands, whose transformed tiles
 * stay in the second-level cache. Several bands form a part, whose sums one thread builds. The division depends on the
 * shape, the output size, the tile sizes and the vector length, not on the number of threads. The scratchpad holds the
 * sums of every part, as {@code [part][group of output channels][z tap][point][block of sums]}, then one workspace for
 * each thread.
 *
 * @param shape         shape of the convolution
 * @param output        output size of the convolution in voxels (z, y, x)
 * @param strips        strips of an output section
 * @param stripsPerBand strips of a band; the last band of a part may have fewer
 * @param bandsPerPart  bands of a part; the last part may have fewer
 * @param groups        groups of output channels
 * @param workspace     layout of a thread's workspace
 * @param chunked       whether sums are built in chunks, because a part has more than {@link #TILES_PER_CHUNK} tiles
 */
record GradientPlan(ConvolutionShape shape, Vec3 output, TileStrips strips, int stripsPerBand, int bandsPerPart,
        List<OutputChannelGroup> groups, GradientWorkspace workspace, boolean chunked) {

    /** Number of tiles after which a chunk's sums are added to the part's: few enough for accurate sums in float32. */
    static final int TILES_PER_CHUNK = 1024;

    /** Bounds of the maximum number of tiles in a band, which otherwise depends on the cache. */
    private static final int MIN_TILES = 16;
    private static final int MAX_TILES = 128;
    /** Maximum number of parts, which are divided among the threads. */
    private static final int MAX_PARTS = 16;
    /** Size limit of the sums of all parts in bytes; a single part may exceed it. */
    private static final long MAX_SUM_BYTES = 16L << 20;

    static GradientPlan of(ConvolutionShape shape, Vec3 output, boolean strict, Simd simd) {
        WinogradAxis y = WinogradAxis.of(shape.kernel().y(), shape.dilation().y(), strict);
        WinogradAxis x = WinogradAxis.of(shape.kernel().x(), shape.dilation().x(), strict);
        int points = y.points() * x.points();
        int depth = shape.kernel().z();
        long tileBytes = (long) points * Float.BYTES * (IntMath.roundUp((long) shape.in(), simd.lanes()) * depth
                + Math.min(OutputChannelGroup.MAX_CHANNELS, shape.out()));
        int maxTiles = (int) Math.max(MIN_TILES,
                Math.min(MAX_TILES, CacheBudget.WINOGRAD_GRADIENT_TILES / tileBytes));
        TileStrips strips = TileStrips.of(y, x, output, maxTiles);
        int stripsPerBand = Math.min(strips.count(), Math.max(1, maxTiles / strips.tilesPerSegment()));
        List<OutputChannelGroup> groups = OutputChannelGroup.of(shape, Math.multiplyExact(depth, points));
        int bands = IntMath.ceilDiv(strips.count(), stripsPerBand);
        int sums = sumCount(groups, depth * points);
        long parts = Math.max(1, Math.min(MAX_PARTS, MAX_SUM_BYTES / ((long) sums * Float.BYTES)));
        int bandsPerPart = IntMath.ceilDiv(bands, (int) parts);
        int tilesPerBand = stripsPerBand * strips.tilesPerSegment();
        boolean chunked = (long) tilesPerBand * bandsPerPart * output.z() > TILES_PER_CHUNK;
        GradientWorkspace workspace = GradientWorkspace.of(strips, tilesPerBand, shape,
                groups.get(0).coveredChannels(), chunked ? sums : 0, simd.lanes());
        return new GradientPlan(shape, output, strips, stripsPerBand, bandsPerPart, groups, workspace, chunked);
    }

    /** Returns the number of sums of all groups; {@code sets} is the number of z taps times that of points. */
    private static int sumCount(List<OutputChannelGroup> groups, int sets) {
        OutputChannelGroup last = groups.get(groups.size() - 1);
        return Math.addExact(last.offset(), Math.multiplyExact(last.sumsPerPoint(), sets));
    }

    WinogradAxis y() {
        return strips.y();
    }

    WinogradAxis x() {
        return strips.x();
    }

    /** Returns the number of interpolation points of a tile: y points times x points. */
    int points() {
        return y().points() * x().points();
    }

    /** Returns the number of sums of a part. */
    int sumsPerPart() {
        return sumCount(groups, shape.kernel().z() * points());
    }

    private int stripsPerPart() {
        return stripsPerBand * bandsPerPart;
    }

    int partCount() {
        return IntMath.ceilDiv(strips.count(), stripsPerPart());
    }

    int firstStrip(int part) {
        return part * stripsPerPart();
    }

    /** Returns the end of a part's strips, exclusive. */
    int endStrip(int part) {
        return Math.min(strips.count(), (part + 1) * stripsPerPart());
    }

    /** Returns the index of the first sum of a part. */
    int sumOffset(int part) {
        return Math.addExact(CacheLine.ARRAY_ORIGIN, Math.multiplyExact(part, sumsPerPart()));
    }

    /** Returns the index at which a worker's workspace begins. */
    int workspaceOffset(int worker) {
        return Math.addExact(sumOffset(partCount()), Math.multiplyExact(worker, workspace.length()));
    }
}
