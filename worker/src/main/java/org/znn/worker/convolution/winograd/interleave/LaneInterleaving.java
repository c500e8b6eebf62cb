package org.znn.worker.convolution.winograd.interleave;

import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.znn.common.geometry.IntMath;
import org.znn.worker.convolution.winograd.tiling.WinogradAxis;

/**
 * Deinterleaving of a row of a feature map into m rows of tiles, and the reverse, by blends and one permutation, for
 * dilations d that divide a vector; m is the number of outputs of a tile. A vector of the feature map's row consists of
 * parts of d lanes, which belong to the m rows of tiles in turn. A vector of a row of tiles therefore collects its
 * parts from several vectors of the feature map's row. These are loaded at offsets such that no two of its parts occupy
 * the same lanes: blends merge them, and a permutation puts them in order.
 *
 * @param axis  x axis
 * @param parts number of parts in a vector
 */
record LaneInterleaving(WinogradAxis axis, int parts) {

    private static final int MAX_SOURCES = 3;

    /** Returns the interleaving of an axis for vectors of {@code lanes} lanes. */
    static LaneInterleaving of(WinogradAxis axis, int lanes) {
        return new LaneInterleaving(axis, lanes / axis.dilation());
    }

    /** Whether an axis can be interleaved this way. */
    static boolean supports(WinogradAxis axis, int lanes) {
        return axis.dilation() < lanes && lanes % axis.dilation() == 0
                && Math.min(axis.outputs(), lanes / axis.dilation()) <= MAX_SOURCES;
    }

    private int lanes() {
        return parts * axis.dilation();
    }

    /** Returns the number of vectors that are blended into one. */
    private int sources() {
        return Math.min(axis.outputs(), parts);
    }

    /** Returns the number of parts of a feature map's vector that belong to the first {@code rows} rows of tiles. */
    private int partsOfFirst(int rows) {
        return IntStream.range(0, rows).map(k -> IntMath.ceilDiv(parts - k, axis.outputs())).sum();
    }

    /** Returns where each lane of a feature map's vector goes when the parts are sorted by row of tiles. */
    private int[] sortedLanes() {
        int d = axis.dilation();
        return IntStream.range(0, lanes()).map(lane -> {
            int part = lane / d;
            return (partsOfFirst(part % axis.outputs()) + part / axis.outputs()) * d + lane % d;
        }).toArray();
    }

    /**
     * Deinterleaves a row into the first m inputs of tiles.
     *
     * @param tiles    number of tiles to fill, rounded up to whole vectors
     * @param rowPitch distance between rows of tiles
     */
    VectorPermutation deinterleave(int tiles, int rowPitch) {
        int inputs = axis.outputs();
        int[] sorted = sortedLanes();
        int[] order = new int[lanes()];
        int[] masks = new int[sources() * lanes()];
        for (int lane = 0; lane < lanes(); lane++) {
            order[sorted[lane]] = lane;
            masks[lane / axis.dilation() % axis.outputs() * lanes() + lane] = -1;
        }
        return new VectorPermutation(masks, order, IntStream.range(0, inputs * IntMath.ceilDiv(tiles, lanes()))
                .mapToObj(i -> deinterleavedVector(i / inputs * lanes(), i % inputs, rowPitch)));
    }

    /** Returns the move that collects input a of the tiles from u on. */
    private int[] deinterleavedVector(int u, int a, int rowPitch) {
        int first = u * axis.outputs() + a * axis.dilation();
        return move(a * rowPitch + u, i -> first + (partsOfFirst(i) * axis.outputs() - i) * axis.dilation());
    }

    /**
     * Interleaves the m outputs of tiles into a row.
     *
     * @param tiles    number of tiles to read
     * @param rowPitch distance between rows of tiles
     */
    VectorPermutation interleave(int tiles, int rowPitch) {
        int[] sorted = sortedLanes();
        int[] masks = new int[sources() * lanes()];
        for (int lane = 0; lane < lanes(); lane++) {
            masks[lane / axis.dilation() % axis.outputs() * lanes() + sorted[lane]] = -1;
        }
        return new VectorPermutation(masks, sorted, IntStream.range(0,
                IntMath.ceilDiv(tiles * axis.outputs(), lanes())).mapToObj(i ->
                interleavedVector(i * lanes(), rowPitch)));
    }

    /** Returns the move that collects the vector at x of a feature map's row. */
    private int[] interleavedVector(int x, int rowPitch) {
        int first = x / axis.dilation();
        return move(x, i -> (first + i) % axis.outputs() * rowPitch
                + ((first + i) / axis.outputs() - partsOfFirst(i)) * axis.dilation());
    }

    private int[] move(int target, IntUnaryOperator source) {
        return IntStream.concat(IntStream.of(target), IntStream.range(0, sources()).map(source)).toArray();
    }
}
