package org.znn.worker.convolution.winograd;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The way from a row of a map to rows with tiles side by side, and back. Tile u = q·d + r of a row reads, as its a-th
 * input, number x = (m·q + a)·d + r, which becomes the u-th of the a-th row; its j-th output is the u-th of the j-th of
 * m rows. Rows from the m-th on are the first ones, d tiles further; they are only made where those have no room for
 * tiles beyond the last.
 */
final class RowSplit {

    private final WovenInputs woven;
    private final Moves split;
    private final Moves shift;
    private final int vectors;
    private final int row;

    /** For rows of a grid in a work space. */
    RowSplit(Grid grid, Workspace at) {
        row = at.splitRow();
        vectors = Grid.ceilDiv(grid.splitTiles(), grid.lanes());
        woven = WovenInputs.serves(grid.x(), grid.lanes()) ? new WovenInputs(grid.x()) : null;
        split = woven == null ? split(grid, row) : null;
        shift = Moves.copies(shifted(grid, row));
    }

    private static Moves split(Grid grid, int row) {
        if (Weave.serves(grid.x(), grid.lanes())) {
            return Weave.of(grid.x(), grid.lanes()).split(grid.splitTiles(), row);
        }
        int steps = Grid.ceilDiv(grid.splitTiles(), grid.x().dilation());
        return Moves.copies(runs(grid, steps, row).map(run -> new int[] {run[1], run[0]}));
    }

    /** The way back, from rows of outputs to one; a vector beyond it may be overwritten. */
    static Moves join(Grid grid, Workspace at) {
        return Weave.serves(grid.x(), grid.lanes())
                ? Weave.of(grid.x(), grid.lanes()).join(grid.tiles(), at.lanes())
                : Moves.copies(runs(grid, grid.stepsOfSegment(), at.lanes()));
    }

    /** The inputs of tiles that are others some tiles further, where they must be copied. */
    private static Stream<int[]> shifted(Grid grid, int row) {
        int m = grid.x().outputs();
        int vectors = Grid.ceilDiv(grid.tiles(), grid.lanes());
        return IntStream.range(m * vectors, grid.splitRows() * vectors).mapToObj(i -> {
            int a = i / vectors;
            int u = i % vectors * grid.lanes();
            return new int[] {a * row + u, a % m * row + u + a / m * grid.x().dilation()};
        });
    }

    /**
     * Where vectors of runs of d numbers lie in a row of a map, and in rows of tiles; what one has too much is
     * overwritten with the next, whichever way they are copied.
     */
    private static Stream<int[]> runs(Grid grid, int steps, int row) {
        int rows = grid.x().outputs();
        int d = grid.x().dilation();
        int vectors = Grid.ceilDiv(d, grid.lanes());
        return IntStream.range(0, steps * rows * vectors).mapToObj(i -> {
            int q = i / vectors / rows;
            int a = i / vectors % rows;
            int r = i % vectors * grid.lanes();
            return new int[] {(q * rows + a) * d + r, a * row + q * d + r};
        });
    }

    /** A row to rows of tiles; d numbers and a vector beyond each may be overwritten. */
    void split(float[] data, int from, int to) {
        if (woven == null) {
            split.run(data, from, to);
        } else {
            woven.split(data, from, vectors, to, row);
        }
        shift.run(data, to, to);
    }
}
