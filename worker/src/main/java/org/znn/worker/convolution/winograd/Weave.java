package org.znn.worker.convolution.winograd;

import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * How vectors of rows of tiles are put together from vectors of a map's row, and the other way round, where the
 * dilation d divides a vector. A vector of a row of the map holds parts of d lanes, which belong to m rows of tiles in
 * turn; so the vector of a row of tiles takes its parts from several vectors of the map's row, and these are read at
 * such places that no two parts want the same lanes. Blends bring them together, and a permutation in order.
 *
 * @param axis  along x
 * @param parts how many d lanes are of a vector
 */
record Weave(Axis axis, int parts) {

    /** Vectors that are blended, at most. */
    private static final int MOST_SOURCES = 3;

    /** The one for an axis and vectors of so many lanes. */
    static Weave of(Axis axis, int lanes) {
        return new Weave(axis, lanes / axis.dilation());
    }

    /** Whether there is one. */
    static boolean serves(Axis axis, int lanes) {
        return axis.dilation() < lanes && lanes % axis.dilation() == 0
                && Math.min(axis.outputs(), lanes / axis.dilation()) <= MOST_SOURCES;
    }

    private int lanes() {
        return parts * axis.dilation();
    }

    /** Vectors that a vector is put together from. */
    private int sources() {
        return Math.min(axis.outputs(), parts);
    }

    /** Parts of all rows of tiles before the i-th that a vector of a map's row holds. */
    private int before(int i) {
        return IntStream.range(0, i).map(k -> Grid.ceilDiv(parts - k, axis.outputs())).sum();
    }

    /** For each lane of a vector of a map's row the one that it has in a vector of a row of tiles, or blended one. */
    private int[] sorted() {
        int d = axis.dilation();
        return IntStream.range(0, lanes()).map(lane -> {
            int part = lane / d;
            return (before(part % axis.outputs()) + part / axis.outputs()) * d + lane % d;
        }).toArray();
    }

    /**
     * The split of a row of a map: of all vectors of the first inputs of so many tiles, as many as a tile has outputs.
     *
     * @param row from a row of tiles to the next
     */
    Moves split(int tiles, int row) {
        int inputs = axis.outputs();
        int[] sorted = sorted();
        int[] order = new int[lanes()];
        int[] masks = new int[sources() * lanes()];
        for (int lane = 0; lane < lanes(); lane++) {
            order[sorted[lane]] = lane;
            masks[lane / axis.dilation() % axis.outputs() * lanes() + lane] = -1;
        }
        return new Moves(masks, order, IntStream.range(0, inputs * Grid.ceilDiv(tiles, lanes())).mapToObj(i ->
                splitVector(i / inputs * lanes(), i % inputs, row)));
    }

    /** Of a vector of the a-th inputs from the u-th tile on. */
    private int[] splitVector(int u, int a, int row) {
        int first = u * axis.outputs() + a * axis.dilation();
        return vector(a * row + u, i -> first + (before(i) * axis.outputs() - i) * axis.dilation());
    }

    /**
     * The way back, for the outputs of so many tiles.
     *
     * @param row from a row of tiles to the next
     */
    Moves join(int tiles, int row) {
        int[] sorted = sorted();
        int[] masks = new int[sources() * lanes()];
        for (int lane = 0; lane < lanes(); lane++) {
            masks[lane / axis.dilation() % axis.outputs() * lanes() + sorted[lane]] = -1;
        }
        return new Moves(masks, sorted, IntStream.range(0, Grid.ceilDiv(tiles * axis.outputs(), lanes())).mapToObj(i ->
                joinedVector(i * lanes(), row)));
    }

    /** Of a vector of a map's row from the x-th number on. */
    private int[] joinedVector(int x, int row) {
        int first = x / axis.dilation();
        return vector(x, i -> (first + i) % axis.outputs() * row
                + ((first + i) / axis.outputs() - before(i)) * axis.dilation());
    }

    private int[] vector(int to, IntUnaryOperator source) {
        return IntStream.concat(IntStream.of(to), IntStream.range(0, sources()).map(source)).toArray();
    }
}
