package org.znn.worker.convolution.winograd;

/**
 * The way between a row of a map and rows with tiles side by side. Tile u = q·d + r of a row reads, as its a-th input,
 * number x = (m·q + a)·d + r, which becomes number {@code lane(u)} of the a-th of n rows; its j-th output comes from
 * the j-th of m rows. Lanes are tiles, in order but where short runs (m·d less than a vector) are moved a vector of
 * tiles at a time: then parts of d numbers keep their place modulo m·d, so that no number ever changes its lane within
 * a vector read from the right place, and blends do it all.
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
        boolean woven = d < lanes && lanes % d == 0 && (m == 2 || m == Moves.MOST_SOURCES);
        return woven ? woven(x, tiles, lanes, splitRow, joinedRow) : runs(x, steps, lanes, splitRow, joinedRow);
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

    /** Vector by vector, tiles that do not fill one number by number. */
    private static RowSplit woven(Axis x, int tiles, int lanes, int splitRow, int joinedRow) {
        int d = x.dilation();
        int m = x.outputs();
        int sources = Math.min(m, lanes / d);
        Moves.Builder split = new Moves.Builder(sources, d, m * d < lanes ? lanes - d : (m - 1) * d);
        Moves.Builder join = new Moves.Builder(sources, d, joinedRow - d);
        int whole = tiles / lanes * lanes;
        for (int u = 0; u < whole; u += lanes) {
            for (int a = 0; a < x.points(); a++) {
                split.vector(u * m + a * d, a * splitRow + u);
            }
            for (int i = 0; i < m; i++) {
                int part = i * lanes / d;
                int from = m * d < lanes ? i * d : part % m * joinedRow + part / m * d;
                join.vector(from + u, u * m + i * lanes);
            }
        }
        for (int u = whole; u < tiles; u++) {
            int row = u / d * m * d + u % d;
            for (int a = 0; a < x.points(); a++) {
                split.number(row + a * d, a * splitRow + u);
            }
            for (int j = 0; j < m; j++) {
                join.number(j * joinedRow + u, row + j * d);
            }
        }
        return new RowSplit(split.build(), join.build());
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
