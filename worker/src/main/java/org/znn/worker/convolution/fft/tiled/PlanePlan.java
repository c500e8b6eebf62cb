package org.znn.worker.convolution.fft.tiled;

import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.Scratch;
import org.znn.worker.convolution.fft.tiled.Tiling.Tile;

/**
 * How a correlation of few input channels, or its gradient by the kernels, is computed with transforms in the plane
 * (y, x) and direct sums along z: all that depends on its shape and size alone, and on nothing else.
 *
 * <p>Two tiles are transformed together as real and imaginary part of one complex tile: kernels are real, so what
 * they do to one does not mix with what they do to the other. Some pairs of tiles are a group: so many that the planes
 * of its inputs fill the lanes of a vector, each plane a lane of its own.
 *
 * @param correlation what is computed
 * @param tiling      how the output is cut; along z into runs of sections that are not transformed
 * @param tiles       all tiles
 * @param pairs       of tiles in a group
 * @param lanes       for the planes of a group's inputs
 * @param half        frequencies (ky, kx) of a plane of which the kernels' spectra are kept
 */
record PlanePlan(Correlation correlation, Tiling tiling, List<Tile> tiles, int pairs, int lanes, int half) {

    /** Rows, planes of the output, that are computed at once. */
    static final int ROWS = PlaneProduct.ROWS;

    private static final int LANES = LineTransform.LANES;
    private static final int ELEMENT = LineTransform.ELEMENT;
    /** Outputs along z of a tile at most: then few planes are read by two of them. */
    private static final int DEEPEST = 32;
    private static final int SHALLOWEST = 8;
    /** Tiles that are enough for threads to be busy alike. */
    private static final int ENOUGH_TILES = 32;
    /** Planes of a group's inputs that are enough to fill the lanes. */
    private static final int ENOUGH = 2 * LANES;

    /** The plan of a correlation. */
    static PlanePlan of(Correlation c) {
        Vec3 size = PlaneChoice.size(c);
        Tiling plane = Tiling.of(size, c.kernel().with(0, 1), c.dilation().with(0, 1), c.output().with(0, 1));
        Tiling tiling = new Tiling(sections(c, plane.count()), plane.y(), plane.x());
        int ofPair = Math.multiplyExact(c.in(), tiling.z().length());
        int pairs = Math.max(1, Math.min(ENOUGH / ofPair, (tiling.count() + 1) / 2));
        int lanes = (Math.multiplyExact(pairs, ofPair) + LANES - 1) / LANES * LANES;
        return new PlanePlan(c, tiling, tiling.tiles(), pairs, lanes, HalfSpectrum.frequencies(size));
    }

    /** The runs of sections: whole rows, but where there are not so many. */
    private static AxisTiles sections(Correlation c, int inPlane) {
        int kernel = c.kernel().z();
        int depth = DEEPEST;
        while (depth > SHALLOWEST && inPlane * tiles(c, depth).tiles() < ENOUGH_TILES) {
            depth /= 2;
        }
        AxisTiles even = tiles(c, depth);
        int longest = (c.output().z() + c.dilation().z() - 1) / c.dilation().z();
        int valid = Math.min(longest, (even.valid() + ROWS - 1) / ROWS * ROWS);
        return new AxisTiles(valid + kernel - 1, kernel, c.dilation().z(), c.output().z(), even.regions(), valid);
    }

    private static AxisTiles tiles(Correlation c, int depth) {
        return AxisTiles.of(depth + c.kernel().z() - 1, c.kernel().z(), c.dilation().z(), c.output().z());
    }

    /** Size of the transforms (1, y, x). */
    Vec3 size() {
        return tiling.length().with(0, 1);
    }

    /** What a kernel holds at a tap along z, a kernel (1, y, x) itself. */
    Vec3 section() {
        return correlation.kernel().with(0, 1);
    }

    int groups() {
        return (tiles.size() + 2 * pairs - 1) / (2 * pairs);
    }

    /** The tiles of a group. */
    List<Tile> ofGroup(int number) {
        return tiles.subList(number * 2 * pairs, Math.min(tiles.size(), (number + 1) * 2 * pairs));
    }

    /** Planes that the outputs of a tile depend on. */
    int planes() {
        return tiling.z().length();
    }

    /** The lane of plane 0 of an input channel of a pair. */
    int lane(int pair, int channel) {
        return (pair * correlation.in() + channel) * planes();
    }

    /** Taps along z of all input channels. */
    int taps() {
        return Math.multiplyExact(correlation.in(), correlation.kernel().z());
    }

    /** For each tap, by (input channel, z), its lane relative to that of an output's plane. */
    int[] offsets() {
        int[] offsets = new int[taps()];
        for (int tap = 0; tap < offsets.length; tap++) {
            offsets[tap] = lane(0, tap / correlation.kernel().z()) + tap % correlation.kernel().z();
        }
        return offsets;
    }

    /** Numbers of what is kept for each frequency and tap of a block of output channels. */
    int ofBlock() {
        return Math.multiplyExact(Math.multiplyExact(half, taps()), ELEMENT);
    }

    /** Numbers of the spectra of all kernels. */
    int weights() {
        return Math.addExact(CorrelationPlan.ORIGIN, Math.multiplyExact(correlation.outBlocks(), ofBlock()));
    }

    /** Where the room of a worker begins in the scratch of a convolution. */
    int roomAt(int worker) {
        return Math.addExact(CorrelationPlan.ORIGIN, Math.multiplyExact(worker, PlaneRoom.numbers(this)));
    }

    /** Where the room of a worker begins that transforms kernels, in place of all else. */
    int kernelRoomAt(int worker) {
        return Math.addExact(CorrelationPlan.ORIGIN,
                Math.multiplyExact(worker, KernelTransform.room(size(), section())));
    }

    /** Scratch of a convolution, for so many threads. */
    Scratch.Size scratch(int threads) {
        return new Scratch.Size(Math.max(roomAt(threads), kernelRoomAt(threads)), 0, 0);
    }
}
