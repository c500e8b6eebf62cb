package org.znn.worker.convolution.winograd;

/**
 * The way between a row of a map and rows with tiles side by side. Tile u = q·d + r of a row reads, as its a-th input,
 * number x = (m·q + a)·d + r, which becomes the u-th of the a-th of n rows; its j-th output is the u-th of the j-th of
 * m rows. Where d is less than a vector, parts of vectors read from the right places meet without changing their lanes,
 * so that blends do it all; where m·d is as well, they are then put in order.
 */
final class RowSplit {

    private final Moves split;
    private final Moves join;

    private RowSplit(Moves split, Moves join) {
        this.split = split;
        this.join = join;
    }

    /**
     * For rows of so many tiles.
     *
     * @param steps     values of q of a row
     * @param lanes     of a vector
     * @param splitRow  from a row of inputs to the next
     * @param joinedRow from a row of outputs to the next
     */
    static RowSplit of(Axis x, int tiles, int steps, int lanes, int splitRow, int joinedRow) {
        int d = x.dilation();
        int m = x.outputs();
        if (d < lanes && lanes % d == 0 && (m == 2 || m == Moves.MOST_SOURCES)) {
            return new RowSplit(wovenSplit(x, tiles, lanes, splitRow), wovenJoin(x, tiles, lanes, joinedRow));
        }
        return runs(x, steps, lanes, splitRow, joinedRow);
    }

    /** Run by run, what one copies too much being overwritten by the next. */
    private static RowSplit runs(Axis x, int steps, int lanes, int splitRow, int joinedRow) {
        int d = x.dilation();
        Moves.Builder split = new Moves.Builder(1, lanes, 0);
        Moves.Builder join = new Moves.Builder(1, lanes, 0);
        for (int q = 0; q < steps; q++) {
            for (int a = 0; a < x.points(); a++) {
                for (int r = 0; r < d; r += lanes) {
                    int row = (q * x.outputs() + a) * d + r;
                    split.vector(row, a * splitRow + q * d + r);
                    if (a < x.outputs()) {
                        join.vector(a * joinedRow + q * d + r, row);
                    }
                }
            }
        }
        return new RowSplit(split.build(), join.build());
    }

    /** Vectors of tiles: parts of d lanes, as many from one place as a vector read there holds of them. */
    private static Moves wovenSplit(Axis x, int tiles, int lanes, int splitRow) {
        int d = x.dilation();
        int m = x.outputs();
        int sources = Math.min(m, lanes / d);
        Moves.Builder split = new Moves.Builder(sources, d, m * d < lanes ? lanes - d : (m - 1) * d);
        if (m * d < lanes) {
            for (int u = 0; u < lanes; u++) {
                int source = u * m / lanes;
                split.lane((source + u % (lanes / m) / d * m) * d + u % d, u);
            }
        }
        for (int u = 0; u < tiles; u += lanes) {
            for (int a = 0; a < x.points(); a++) {
                split.vector(u * m + a * d, a * splitRow + u);
            }
        }
        return split.build();
    }

    /** Vectors of the row: an equal part from each of m rows or, where m·d is no less than a vector, parts of d. */
    private static Moves wovenJoin(Axis x, int tiles, int lanes, int joinedRow) {
        int d = x.dilation();
        int m = x.outputs();
        int part = Math.max(d, lanes / m);
        Moves.Builder join = new Moves.Builder(lanes / part, part, joinedRow - part);
        if (m * d < lanes) {
            for (int to = 0; to < lanes; to++) {
                join.lane(to / d % m * part + to / (m * d) * d + to % d, to);
            }
        }
        for (int to = 0; to < tiles * m; to += lanes) {
            int first = m * d < lanes ? to / m : to / d % m * joinedRow + to / d / m * d;
            join.vector(first, to);
        }
        return join.build();
    }

    /** A row to n rows; a vector beyond each may be overwritten. */
    void split(float[] data, int from, int to) {
        split.run(data, from, to);
    }

    /** m rows to one; a vector beyond it may be overwritten. */
    void join(float[] data, int from, int to) {
        join.run(data, from, to);
    }
}
