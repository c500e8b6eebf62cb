package org.znn.worker.convolution.winograd.tiling;

import org.znn.common.geometry.IntMath;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.winograd.gemm.WidthPartition;
import org.znn.worker.simd.CacheLine;

/**
 * The tiles of an output section, divided into groups: several whole rows of tiles, or one segment of a row. Each lane
 * of a vector holds a tile. Within a group, each row either begins with a new vector or directly follows the previous
 * row (packed).
 *
 * @param y                  axis across rows
 * @param x                  axis along rows
 * @param rowStarts          first output row (y) of each row of tiles
 * @param rowsPerGroup       number of rows of tiles in a group
 * @param segments           number of segments of a row; more than 1 only if a group is a single row
 * @param periodsPerSegment  number of periods of the x axis in a segment
 * @param tilesPerSegment    number of tiles of a row in a segment
 * @param tilesInLastSegment number of tiles of a row in the last segment
 * @param packed             whether rows of a group are packed
 * @param lanes              lanes of a vector
 */
public record TileGrid(WinogradAxis y, WinogradAxis x, int[] rowStarts, int rowsPerGroup, int segments,
        int periodsPerSegment, int tilesPerSegment, int tilesInLastSegment, boolean packed, int lanes) {

    /**
     * Returns the grid with the lowest estimated time; a grid that leaves few lanes unused is fast.
     *
     * @param y          axis across rows
     * @param x          axis along rows
     * @param output     output size in voxels (z, y, x)
     * @param lanes      lanes of a vector
     * @param maxVectors desired maximum number of vectors in a group
     */
    public static TileGrid of(WinogradAxis y, WinogradAxis x, Vec3 output, int lanes, int maxVectors) {
        int[] rowStarts = y.tileStarts(output.y());
        int periods = IntMath.ceilDiv(output.x(), x.period());
        int segments = Math.min(periods,
                IntMath.ceilDiv(IntMath.ceilDiv(x.tileCount(output.x()), lanes), maxVectors));
        int periodsPerSegment = segments == 1 ? periods
                : alignToCacheLines(IntMath.ceilDiv(periods, segments), x.period());
        segments = IntMath.ceilDiv(periods, periodsPerSegment);
        int tiles = x.tileCount(Math.min(output.x(), periodsPerSegment * x.period()));
        int lastTiles = x.tileCount(output.x() - (segments - 1) * periodsPerSegment * x.period());
        TileGrid best = new TileGrid(y, x, rowStarts, 1, segments, periodsPerSegment, tiles, lastTiles, false, lanes);
        for (int n = 2; segments == 1 && n <= rowStarts.length; n++) {
            for (int packed = 0; packed < (x.fillsVectors(lanes) ? 1 : 2); packed++) {
                TileGrid grid = new TileGrid(y, x, rowStarts, n, 1, periodsPerSegment, tiles, lastTiles, packed == 1,
                        lanes);
                best = grid.maxVectors() <= maxVectors && grid.cost() < best.cost() ? grid : best;
            }
        }
        return best;
    }

    /** Rounds a number of periods up so that every segment begins with a cache line. */
    private static int alignToCacheLines(int periods, int period) {
        int multiple = CacheLine.FLOATS;
        while (multiple > 1 && multiple / 2 * period % CacheLine.FLOATS == 0) {
            multiple /= 2;
        }
        return IntMath.roundUp(periods, multiple);
    }

    /** Whether rows must be deinterleaved before neighbouring lanes are neighbouring tiles. */
    public boolean needsDeinterleaving() {
        return !x.fillsVectors(lanes);
    }

    /** Returns the number of groups of a segment. */
    public int groupCount() {
        return IntMath.ceilDiv(rowStarts.length, rowsPerGroup);
    }

    /** Returns the number of rows of tiles in a group; the last group may have fewer than the others. */
    public int rowsIn(int group) {
        return Math.min(rowsPerGroup, rowStarts.length - group * rowsPerGroup);
    }

    /** Returns the first output row (y) of a row of tiles in a group. */
    public int rowStart(int group, int row) {
        return rowStarts[group * rowsPerGroup + row];
    }

    /** Returns the first output column (x) of a segment. */
    public int segmentStart(int segment) {
        return segment * periodsPerSegment * x.period();
    }

    /** Returns the distance in lanes between rows of a group. */
    public int lanePitch() {
        return packed ? tilesPerSegment : IntMath.roundUp(tilesPerSegment, lanes);
    }

    /**
     * Returns the number of elements of a deinterleaved row, which holds one of the first {@code x.outputs()} inputs of
     * every tile: the tiles of the segment and the further tiles whose inputs serve as the remaining inputs.
     */
    public int deinterleavedTiles() {
        return tilesPerSegment + (x.points() - 1) / x.outputs() * x.dilation();
    }

    /**
     * Returns the number of rows into which a row of a feature map is deinterleaved: one for each input of a tile if
     * rows are packed, otherwise one for each of the first {@code x.outputs()} inputs.
     */
    public int deinterleavedRows() {
        return packed ? x.points() : x.outputs();
    }

    /**
     * Returns the distance in lanes between rows of a group in deinterleaved inputs: that of the tiles, increased to
     * make space for the further tiles unless rows are packed.
     */
    public int deinterleavedLanePitch() {
        return packed ? tilesPerSegment : IntMath.roundUp(deinterleavedTiles(), lanes);
    }

    /** Returns the number of vectors of tiles in a group of a segment. */
    public int vectorsIn(int group, int segment) {
        return vectors(rowsIn(group), segment == segments - 1 ? tilesInLastSegment : tilesPerSegment);
    }

    /** Returns the number of vectors of tiles in the largest group. */
    public int maxVectors() {
        return vectors(rowsPerGroup, tilesPerSegment);
    }

    private int vectors(int rows, int tilesPerRow) {
        return IntMath.ceilDiv((rows - 1) * lanePitch() + tilesPerRow, lanes);
    }

    /** Returns the number of input columns (x) that a row of tiles in a segment reads. */
    public int inputsPerSegment() {
        return (x.outputs() * (periodsPerSegment - 1) + x.points()) * x.dilation();
    }

    /** Estimates the time in vectors: all groups, plus half a group for threads that wait for the last group. */
    private double cost() {
        double whole = WidthPartition.cost(maxVectors());
        int rest = rowStarts.length % rowsPerGroup;
        return whole * (rowStarts.length / rowsPerGroup)
                + (rest == 0 ? 0 : WidthPartition.cost(vectors(rest, tilesPerSegment))) + whole / 2;
    }
}
