package org.znn.worker.convolution.fft.tiled;

import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.Scratch;

/**
 * How a correlation is computed, and where everything lies: all that depends on its shape and size alone, and on
 * nothing else.
 *
 * <p>Spectra of tiles lie in the order (block of channels, tile of the group, frequency, element), those of weights in
 * the order (frequency, block of output channels, input channel, element). What is multiplied is copied to a small
 * array before, some frequencies at a time: far faster than transforms that write every element to a page of its own.
 * The sums take the place of the inputs.
 *
 * @param correlation   what is computed
 * @param tiling        how the output is cut
 * @param tiles         all tiles
 * @param group         tiles that are in the frequency domain together, a multiple of those multiplied at once
 * @param small         whether there are so few weights that a thread can have them, and a group, for itself
 * @param frequencies   kept of a tile
 * @param stride        from a tile's spectrum to the next
 * @param weightsStride from a frequency of weights to the next
 */
record CorrelationPlan(Correlation correlation, Tiling tiling, List<Tiling.Tile> tiles, int group, boolean small,
        int frequencies, int stride, int weightsStride) {

    /** Large arrays begin 16 bytes after a cache line: 12 numbers on lies the next line. */
    static final int ORIGIN = 12;

    /** Frequencies that are multiplied at a time, at least: two kilobytes of a tile's spectrum. */
    static final int FREQUENCIES = 16;

    private static final int ELEMENT = LineTransform.ELEMENT;
    /**
     * Bytes of spectra of a group at most. The weights are read once a group, so a group should be large; in 256 MB go
     * dozens of tiles of 80 channels, and then the weights of even the largest kernels no longer count.
     */
    private static final long GROUP_BYTES = 256L << 20;
    /** Bytes of weights above which a thread cannot have them for itself in a cache. */
    private static final long CACHED_WEIGHTS = 8L << 20;
    /** Bytes of what is multiplied by some weights that should stay in the cache of a core, beside these. */
    private static final long CACHED_FACTORS = 512L << 10;
    /** Bytes of spectra of tiles that should stay in the cache of a core. */
    private static final long CACHED_TILES = 2L << 20;
    private static final int LARGEST_CACHED = 32;
    /** Groups that there must be at least, so that threads are busy alike. */
    private static final int FEWEST_GROUPS = 8;

    /** The plan of a correlation. */
    static CorrelationPlan of(Correlation c) {
        Vec3 size = TileChoice.forCorrelation(c);
        Tiling tiling = Tiling.of(size, c.kernel(), c.dilation(), c.output());
        int frequencies = HalfSpectrum.frequencies(size);
        int weightsStride = TileTransform.oddLines(Math.multiplyExact(c.outBlocks() * ELEMENT, c.in()));
        int blocks = Math.max(c.inBlocks(), c.outBlocks());
        long bytesOfTile = (long) frequencies * blocks * ELEMENT * Float.BYTES;
        int cached = (int) Math.max(1, Math.min(LARGEST_CACHED, CACHED_TILES / bytesOfTile) / FrequencyProduct.TILES)
                * FrequencyProduct.TILES;
        boolean small = (long) frequencies * weightsStride * Float.BYTES <= CACHED_WEIGHTS
                && tiling.count() >= FEWEST_GROUPS * cached;
        int largest = small ? cached : (int) Math.max(1, GROUP_BYTES / bytesOfTile);
        int groups = (tiling.count() + largest - 1) / largest;
        int even = (tiling.count() + groups - 1) / groups;
        int group = (even + FrequencyProduct.TILES - 1) / FrequencyProduct.TILES * FrequencyProduct.TILES;
        return new CorrelationPlan(c, tiling, tiling.tiles(), group, small, frequencies,
                TileTransform.oddLines(frequencies * ELEMENT), weightsStride);
    }

    int groups() {
        return (tiles.size() + group - 1) / group;
    }

    /** The tiles of a group. */
    List<Tiling.Tile> ofGroup(int number) {
        return tiles.subList(number * group, Math.min(tiles.size(), (number + 1) * group));
    }

    /**
     * Whether spectra of weights are held whole. Where they are many, and a pass reads them once or a few times, they
     * are held before the transform along z, which is made each time they are multiplied: less to read and to write,
     * by the taps of an axis to the elements of a tile, and memory is slower than transforms.
     */
    boolean whole() {
        return small && tiling.length().z() > 1;
    }

    /** Numbers of all weight spectra. */
    int weights() {
        int elements = whole() ? frequencies
                : Math.multiplyExact(HalfSpectrum.columns(tiling.length()), correlation.kernel().z());
        return Math.addExact(ORIGIN, Math.multiplyExact(elements, weightsStride));
    }

    /** Numbers of a group's spectra. */
    int spectra() {
        int blocks = Math.max(correlation.inBlocks(), correlation.outBlocks());
        return Math.multiplyExact(blocks * group, stride);
    }

    /** Numbers that each thread needs for itself. */
    int room() {
        return Math.addExact(planesAt(),
                MapPlanes.room(new Vec3(tiling.z().valid(), tiling.y().valid(), tiling.x().valid())));
    }

    /** Where in a thread's room that begins what is written to maps: a workspace, factors, sums, weights before it. */
    int planesAt() {
        return Math.addExact(columnsAt(), spectraOfColumns());
    }

    /** Where in a thread's room the spectra of weights begin that are made when they are multiplied. */
    int columnsAt() {
        return sumsAt() + sums();
    }

    /** Where in a thread's room the sums of products begin. */
    int sumsAt() {
        return workspace() + factors();
    }

    int workspace() {
        return TileTransform.workspace(tiling.length());
    }

    /** Columns that are multiplied at a time. */
    int columns() {
        return Math.max(1, FREQUENCIES / tiling.length().z());
    }

    /** Steps in which all columns are multiplied. */
    int steps() {
        return (HalfSpectrum.columns(tiling.length()) + columns() - 1) / columns();
    }

    /** Frequencies that are multiplied at a time, at most. */
    private int atATime() {
        return columns() * tiling.length().z();
    }

    /** Whether spectra of weights are made along z when they are multiplied. */
    boolean makesColumns() {
        return !whole() && tiling.length().z() > 1;
    }

    /** From a frequency of weights made for a block of output channels to the next. */
    int madeStride() {
        return TileTransform.oddLines(correlation.in() * ELEMENT);
    }

    /** Numbers of the spectra of weights that are made when they are multiplied: of a block of output channels. */
    private int spectraOfColumns() {
        return makesColumns() ? Math.multiplyExact(atATime(), madeStride()) : 0;
    }

    /** Sets of {@link FrequencyProduct#TILES} tiles that are multiplied by some weights, one after the other. */
    int sets() {
        long bytes = (long) factorsOfSet() * Float.BYTES;
        return (int) Math.max(1, Math.min(group / FrequencyProduct.TILES, CACHED_FACTORS / bytes));
    }

    /** Numbers of what is multiplied at a time, of a set of tiles. */
    int factorsOfSet() {
        return atATime() * correlation.inBlocks() * FrequencyProduct.TILES * ELEMENT;
    }

    /** Numbers of what is multiplied at a time. */
    int factors() {
        return Math.multiplyExact(sets(), factorsOfSet());
    }

    /** Numbers of the sums of a set of tiles and a block of output channels. */
    private int sums() {
        return atATime() * FrequencyProduct.TILES * ELEMENT;
    }

    /** Where the spectra lie that a worker uses. */
    int spectraAt(int worker) {
        return ORIGIN + (small ? worker * spectra() : 0);
    }

    /** Where a worker's own room begins. */
    int roomAt(int threads, int worker) {
        return ORIGIN + Math.addExact(Math.multiplyExact(small ? threads : 1, spectra()),
                Math.multiplyExact(worker, room()));
    }

    /** Where the room of a worker begins that transforms kernels, in place of all else. */
    int kernelRoomAt(int worker) {
        return Math.addExact(ORIGIN,
                Math.multiplyExact(worker, KernelTransform.room(tiling.length(), correlation.kernel())));
    }

    /** Scratch for so many threads. */
    Scratch.Size scratch(int threads) {
        return new Scratch.Size(Math.max(roomAt(threads, threads), kernelRoomAt(threads)), 0, 0);
    }
}
