package org.znn.worker.convolution.winograd;

import org.znn.common.geometry.Vec3;

/**
 * The tiles of a section, cut into groups: rows of tiles, whole ones or segments. Tile (q, r) of a row is its u-th, u =
 * q · dilation + r. Lanes are tiles; rows of a group either begin with a vector each, or are packed one after another.
 *
 * @param y              the axis across rows
 * @param x              the axis along rows
 * @param rows           first output row of each row of tiles
 * @param rowsOfGroup    rows of tiles of a group
 * @param segments       of a row; only where a group is one row
 * @param stepsOfSegment values of q of a segment
 * @param tiles          of a segment's row
 * @param lastTiles      of the last segment's row
 * @param packed         whether rows do not begin with vectors
 * @param lanes          of a vector
 */
record Grid(Axis y, Axis x, int[] rows, int rowsOfGroup, int segments, int stepsOfSegment, int tiles, int lastTiles,
        boolean packed, int lanes) {

    private static final int LINE = 16;

    /**
     * The grid for an output of that size that wastes the fewest lanes.
     *
     * @param most vectors that a group should have at most
     */
    static Grid of(Axis y, Axis x, Vec3 output, int lanes, int most) {
        int[] rows = y.starts(output.y());
        int steps = ceilDiv(output.x(), x.step());
        int segments = Math.min(steps, ceilDiv(ceilDiv(x.tiles(output.x()), lanes), most));
        int stepsOfSegment = segments == 1 ? steps : wholeLines(ceilDiv(steps, segments), x.step());
        segments = ceilDiv(steps, stepsOfSegment);
        int tiles = x.tiles(Math.min(output.x(), stepsOfSegment * x.step()));
        int lastTiles = x.tiles(output.x() - (segments - 1) * stepsOfSegment * x.step());
        Grid best = new Grid(y, x, rows, 1, segments, stepsOfSegment, tiles, lastTiles, false, lanes);
        for (int n = 2; segments == 1 && n <= rows.length; n++) {
            for (int packed = 0; packed < (x.dilation() % lanes == 0 ? 1 : 2); packed++) {
                Grid grid = new Grid(y, x, rows, n, 1, stepsOfSegment, tiles, lastTiles, packed == 1, lanes);
                best = grid.vectors() <= most && grid.cost() < best.cost() ? grid : best;
            }
        }
        return best;
    }

    /** So many steps, or a few more, that segments begin at cache lines. */
    private static int wholeLines(int steps, int step) {
        int align = LINE;
        while (align > 1 && align / 2 * step % LINE == 0) {
            align /= 2;
        }
        return ceilDiv(steps, align) * align;
    }

    static int ceilDiv(int a, int b) {
        return (a + b - 1) / b;
    }

    /** Whether outputs are put in the order of their row before they are stored. */
    boolean weavesOutputs() {
        return WovenOutputs.serves(x, lanes);
    }

    int groups() {
        return ceilDiv(rows.length, rowsOfGroup);
    }

    /** Rows of tiles of a group: the last one may have fewer. */
    int rowsOf(int group) {
        return Math.min(rowsOfGroup, rows.length - group * rowsOfGroup);
    }

    /** From a row's first lane to the next one's. */
    int lanePitch() {
        return packed ? tiles : ceilDiv(tiles, lanes) * lanes;
    }

    /**
     * Tiles of a row that is split into the first inputs of tiles, one for each output: the other inputs are those,
     * some tiles further.
     */
    int splitTiles() {
        return tiles + (x.points() - 1) / x.outputs() * x.dilation();
    }

    /**
     * Rows that the row of a map is split into: all inputs of tiles, or the first ones where there is room for tiles
     * beyond the last.
     */
    int splitRows() {
        return packed ? x.points() : x.outputs();
    }

    /** From a row's first tile to the next one's where rows are split. */
    int splitPitch() {
        return packed ? tiles : ceilDiv(splitTiles(), lanes) * lanes;
    }

    /** Vectors of a group. */
    int vectors(int group, int segment) {
        return vectorsOf(rowsOf(group), segment == segments - 1 ? lastTiles : tiles);
    }

    /** Vectors of a group, at most. */
    int vectors() {
        return vectorsOf(rowsOfGroup, tiles);
    }

    private int vectorsOf(int rowsOfTiles, int tilesOfRow) {
        return ceilDiv((rowsOfTiles - 1) * lanePitch() + tilesOfRow, lanes);
    }

    /** Inputs along a segment's row. */
    int inputs() {
        return (x.outputs() * (stepsOfSegment - 1) + x.points()) * x.dilation();
    }

    /** Time, in vectors: that of all groups, and half of one for threads that wait for the last. */
    private double cost() {
        double whole = Blocks.cost(vectors());
        int rest = rows.length % rowsOfGroup;
        return whole * (rows.length / rowsOfGroup) + (rest == 0 ? 0 : Blocks.cost(vectorsOf(rest, tiles))) + whole / 2;
    }
}
