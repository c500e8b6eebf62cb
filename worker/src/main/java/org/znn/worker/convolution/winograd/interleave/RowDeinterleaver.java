package org.znn.worker.convolution.winograd.interleave;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.znn.common.geometry.IntMath;
import org.znn.worker.convolution.winograd.tiling.TileGrid;

/**
 * Deinterleaves a row of a feature map so that neighbouring lanes are neighbouring tiles. With m outputs a tile and
 * dilation d, input a of tile u = q·d + r is element {@code (m·q + a)·d + r} of the row and goes to {@code [a][u]}.
 * Conversely output j of tile u is element {@code (m·q + j)·d + r} of the interleaved row.
 *
 * <p>Rows a ≥ m alias earlier ones: {@code [a][u] = [a − m][u + d]}. They are copied only if rows of a group are
 * packed; otherwise rows 0 to m − 1 extend beyond the last tile and serve for all inputs.
 */
public final class RowDeinterleaver {

    private final FourWayDeinterleaver fourWay;
    private final VectorPermutation firstInputs;
    private final VectorPermutation furtherInputs;
    private final int vectors;
    private final int rowPitch;

    /**
     * Creates a deinterleaver.
     *
     * @param grid     tiles of the rows
     * @param rowPitch distance between deinterleaved rows
     */
    public RowDeinterleaver(TileGrid grid, int rowPitch) {
        this.rowPitch = rowPitch;
        vectors = IntMath.ceilDiv(grid.deinterleavedTiles(), grid.lanes());
        fourWay = FourWayDeinterleaver.supports(grid.x(), grid.lanes()) ? new FourWayDeinterleaver(grid.x()) : null;
        firstInputs = fourWay == null ? firstInputs(grid, rowPitch) : null;
        furtherInputs = VectorPermutation.copying(furtherInputs(grid, rowPitch));
    }

    private static VectorPermutation firstInputs(TileGrid grid, int rowPitch) {
        if (LaneInterleaving.supports(grid.x(), grid.lanes())) {
            return LaneInterleaving.of(grid.x(), grid.lanes()).deinterleave(grid.deinterleavedTiles(), rowPitch);
        }
        int periods = IntMath.ceilDiv(grid.deinterleavedTiles(), grid.x().dilation());
        return VectorPermutation.copying(phaseCopies(grid, periods, rowPitch)
                .map(copy -> new int[] {copy[1], copy[0]}));
    }

    /**
     * Returns the reverse permutation, from rows of outputs to an interleaved row. Up to a vector beyond the
     * interleaved row may be overwritten.
     *
     * @param grid     tiles of the rows
     * @param rowPitch distance between rows of outputs
     */
    public static VectorPermutation interleaver(TileGrid grid, int rowPitch) {
        return LaneInterleaving.supports(grid.x(), grid.lanes())
                ? LaneInterleaving.of(grid.x(), grid.lanes()).interleave(grid.tilesPerSegment(), rowPitch)
                : VectorPermutation.copying(phaseCopies(grid, grid.periodsPerSegment(), rowPitch));
    }

    /** Copies of rows a ≥ m from rows a − m, a − 2m, …; none where the grid does not store them. */
    private static Stream<int[]> furtherInputs(TileGrid grid, int rowPitch) {
        int m = grid.x().outputs();
        int vectors = IntMath.ceilDiv(grid.tilesPerSegment(), grid.lanes());
        return IntStream.range(m * vectors, grid.deinterleavedRows() * vectors).mapToObj(i -> {
            int a = i / vectors;
            int u = i % vectors * grid.lanes();
            return new int[] {a * rowPitch + u, a % m * rowPitch + u + a / m * grid.x().dilation()};
        });
    }

    /**
     * Copies of the d phases of one period at a time, from rows of tiles to an interleaved row. The last vector of a
     * copy may exceed d elements; the excess is overwritten by the next copy, in either direction.
     */
    private static Stream<int[]> phaseCopies(TileGrid grid, int periods, int rowPitch) {
        int rows = grid.x().outputs();
        int d = grid.x().dilation();
        int vectors = IntMath.ceilDiv(d, grid.lanes());
        return IntStream.range(0, periods * rows * vectors).mapToObj(i -> {
            int q = i / vectors / rows;
            int a = i / vectors % rows;
            int r = i % vectors * grid.lanes();
            return new int[] {(q * rows + a) * d + r, a * rowPitch + q * d + r};
        });
    }

    /** Deinterleaves a row. Up to d elements and a vector beyond each deinterleaved row may be overwritten. */
    public void deinterleave(float[] data, int from, int to) {
        if (fourWay == null) {
            firstInputs.apply(data, from, to);
        } else {
            fourWay.deinterleave(data, from, vectors, to, rowPitch);
        }
        furtherInputs.apply(data, to, to);
    }
}
