package org.znn.worker.convolution.fft.tiled;

import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.Scratch;

/**
 * How the gradient of a correlation by its kernels is computed, and where everything lies: all that depends on its
 * shape and size alone.
 *
 * <p>Spectra of tiles lie in the order (block of input channels and then of output channels, tile of the group,
 * frequency, element); sums over tiles in the order (pair of such blocks, input channel, frequency, element), a part of
 * the pairs at a time. What is multiplied is copied before, and the sums after, some frequencies at a time.
 *
 * @param correlation  what it is the gradient of
 * @param tiling       how the output gradient is cut
 * @param tiles        all tiles
 * @param group        tiles that are in the frequency domain together
 * @param frequencies  kept of a tile
 * @param stride       from a spectrum to the next
 * @param pairs        of blocks whose sums are there at the same time
 * @param atATime      frequencies that are multiplied at a time
 */
record KernelGradientPlan(Correlation correlation, Tiling tiling, List<Tiling.Tile> tiles, int group, int frequencies,
        int stride, int pairs, int atATime) {

    /** Elements of the sums of a pair: a block of input channels, or more where vectors are short. */
    static final int ROWS = Math.max(LineTransform.LANES, OuterProduct.CHANNELS);

    private static final int ELEMENT = LineTransform.ELEMENT;
    /** Bytes of spectra of a group at most: each group costs a transform of every kernel. */
    private static final long GROUP_BYTES = 256L << 20;
    /** Bytes of sums at most: the tiles are read again for each part, that much less than it is. */
    private static final long SUMS_BYTES = 64L << 20;
    /** Numbers of what is multiplied at a time, at most: half of a core's cache. */
    private static final int FACTORS = 1 << 18;

    /** The plan. */
    static KernelGradientPlan of(Correlation c) {
        Vec3 size = TileChoice.forKernels(c);
        Tiling tiling = Tiling.of(size, c.kernel(), c.dilation(), c.output());
        int frequencies = HalfSpectrum.frequencies(size);
        int blocks = c.inBlocks() + c.outBlocks();
        long bytesOfTile = (long) frequencies * blocks * ELEMENT * Float.BYTES;
        int largest = (int) Math.max(1, GROUP_BYTES / bytesOfTile);
        int groups = (tiling.count() + largest - 1) / largest;
        int group = (tiling.count() + groups - 1) / groups;
        long bytesOfPair = (long) frequencies * ROWS * ELEMENT * Float.BYTES;
        int pairs = (int) Math.max(1, Math.min(c.inBlocks() * c.outBlocks(), SUMS_BYTES / bytesOfPair));
        return new KernelGradientPlan(c, tiling, tiling.tiles(), group, frequencies,
                TileTransform.oddLines(frequencies * ELEMENT), pairs,
                (int) Math.max(1, Math.min(CorrelationPlan.FREQUENCIES, FACTORS / (blocks * group * ELEMENT))));
    }

    int groups() {
        return (tiles.size() + group - 1) / group;
    }

    /** The tiles of a group. */
    List<Tiling.Tile> ofGroup(int number) {
        return tiles.subList(number * group, Math.min(tiles.size(), (number + 1) * group));
    }

    /** Pairs of a block of input channels and one of output channels. */
    int allPairs() {
        return correlation.inBlocks() * correlation.outBlocks();
    }

    int spectraAt() {
        return CorrelationPlan.ORIGIN;
    }

    int sumsAt() {
        return Math.addExact(spectraAt(), Math.multiplyExact(blocks() * group, stride));
    }

    private int blocks() {
        return correlation.inBlocks() + correlation.outBlocks();
    }

    /** Numbers of what is multiplied at a time. */
    int factors() {
        return Math.multiplyExact(atATime * blocks() * ELEMENT, group);
    }

    /** Where a worker's workspace begins, then what it multiplies at a time, then sums of a pair. */
    int workspaceAt(int worker) {
        int room = Math.addExact(workspace() + atATime * ROWS * ELEMENT, factors());
        return Math.addExact(Math.addExact(sumsAt(), Math.multiplyExact(pairs * ROWS, stride)),
                Math.multiplyExact(worker, room));
    }

    int workspace() {
        return TileTransform.workspace(tiling.length());
    }

    /** Scratch for so many threads. */
    Scratch.Size scratch(int threads) {
        return new Scratch.Size(workspaceAt(threads), 0, 0);
    }
}
