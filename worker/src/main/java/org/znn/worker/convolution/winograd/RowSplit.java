package org.znn.worker.convolution.winograd;

/**
 * The way between a row of a map and rows with tiles side by side. Tile u = q·d + r of a row reads, as its a-th input,
 * number x = (m·q + a)·d + r, which becomes the u-th of the a-th of n rows; its j-th output is the u-th of the j-th of
 * m rows. Rows from the m-th on are the first ones, d tiles further. Where d is less than a vector, parts of vectors
 * read from the right places meet without changing their lanes, so that blends do it all; where m·d is as well, they
 * are then put in order.
 */
final class RowSplit {

    private final Moves split;
    private final Moves shift;
    private final Moves join;

    private RowSplit(Moves split, Moves shift, Moves join) {
        this.split = split;
        this.shift = shift;
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
        if (Weave.serves(x, lanes)) {
            boolean shifts = x.points() <= 2 * m
                    && m * Grid.ceilDiv(tiles + d, lanes) < x.points() * Grid.ceilDiv(tiles, lanes);
            int rows = shifts ? m : x.points();
            return new RowSplit(wovenSplit(x, rows, tiles + (shifts ? d : 0), lanes, splitRow),
                    shift(x, rows, tiles, lanes, splitRow), wovenJoin(x, tiles, lanes, joinedRow));
        }
        return runs(x, steps, lanes, splitRow, joinedRow);
    }

    /** Run by run, what one copies too much being overwritten by the next. */
    private static RowSplit runs(Axis x, int steps, int lanes, int splitRow, int joinedRow) {
        int d = x.dilation();
        Moves.Builder split = new Moves.Builder(Weave.copy(lanes));
        Moves.Builder join = new Moves.Builder(Weave.copy(lanes));
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
        return new RowSplit(split.build(), new Moves.Builder(Weave.copy(lanes)).build(), join.build());
    }

    /** Vectors of the first rows: parts of d lanes, as many from one place as a vector read there holds of them. */
    private static Moves wovenSplit(Axis x, int rows, int tiles, int lanes, int splitRow) {
        Weave weave = Weave.split(x, lanes);
        Moves.Builder split = new Moves.Builder(weave);
        for (int u = 0; u < tiles; u += lanes) {
            for (int a = 0; a < rows; a++) {
                split.vector(u * x.outputs() + a * x.dilation(), a * splitRow + u);
            }
        }
        return split.build();
    }

    /** Vectors of the other rows: the a-th is row a − m of the next q, d tiles further. */
    private static Moves shift(Axis x, int rows, int tiles, int lanes, int splitRow) {
        Moves.Builder shift = new Moves.Builder(Weave.copy(lanes));
        for (int a = rows; a < x.points(); a++) {
            for (int u = 0; u < tiles; u += lanes) {
                shift.vector((a - x.outputs()) * splitRow + u + x.dilation(), a * splitRow + u);
            }
        }
        return shift.build();
    }

    /** Vectors of the row: an equal part from each of m rows or, where m·d is no less than a vector, parts of d. */
    private static Moves wovenJoin(Axis x, int tiles, int lanes, int joinedRow) {
        int d = x.dilation();
        int m = x.outputs();
        Moves.Builder join = new Moves.Builder(Weave.join(x, lanes, joinedRow));
        for (int to = 0; to < tiles * m; to += lanes) {
            int first = m * d < lanes ? to / m : to / d % m * joinedRow + to / d / m * d;
            join.vector(first, to);
        }
        return join.build();
    }

    /** A row to n rows; d numbers and a vector beyond each may be overwritten. */
    void split(float[] data, int from, int to) {
        split.run(data, from, to);
        shift.run(data, to, to);
    }

    /** m rows to one; a vector beyond it may be overwritten. */
    void join(float[] data, int from, int to) {
        join.run(data, from, to);
    }
}
