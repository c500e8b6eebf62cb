package org.znn.worker.convolution.fft.tiled;

import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.Scratch;

/**
 * How the gradient of a correlation by its kernels is computed, and where everything lies: all that depends on its
 * shape and size alone.
 *
 * <p>Spectra of tiles lie in the order (block of input channels and then of output channels, tile of the group,
 * frequency, element). Columns of them are copied, multiplied and summed over the tiles, and the sums transformed along
 * z; what is kept of those lies in the order (pair of blocks, input channel, column, section of taps, element), a part
 * of the pairs at a time.
 *
 * @param correlation what it is the gradient of
 * @param tiling      how the output gradient is cut
 * @param tiles       all tiles
 * @param group       tiles that are in the frequency domain together
 * @param stride      from a spectrum to the next
 * @param pairs       of blocks whose sums are there at the same time
 * @param atATime     frequencies that are multiplied at a time
 */
record KernelGradientPlan(Correlation correlation, Tiling tiling, List<Tiling.Tile> tiles, int group, int stride,
        int pairs, int atATime) {

    /** Elements of the sums of a pair: a block of input channels, or more where vectors are short. */
    static final int ROWS = Math.max(LineTransform.LANES, OuterProduct.CHANNELS);

    private static final int ELEMENT = LineTransform.ELEMENT;
    /** Bytes of spectra of a group at most: each group costs a transform of every kernel. */
    private static final long GROUP_BYTES = 256L << 20;
    /** Bytes of what is kept of sums at most: the tiles are read again for each part, that much less than it is. */
    private static final long SUMS_BYTES = 64L << 20;
    /** Bytes of the sums of a column at most: half of a core's cache. */
    private static final long COLUMN_BYTES = 1L << 20;
    /** Numbers of what is multiplied at a time, at most: half of a core's cache. */
    private static final int FACTORS = 1 << 18;

    /** The plan. */
    static KernelGradientPlan of(Correlation c) {
        Vec3 size = TileChoice.forKernels(c);
        Tiling tiling = Tiling.of(size, c.kernel(), c.dilation(), c.output());
        int frequencies = HalfSpectrum.frequencies(size);
        int blocks = c.inBlocks() + c.outBlocks();
        long bytesOfTile = (long) frequencies * blocks * ELEMENT * Float.BYTES;
        int group = even(tiling.count(), GROUP_BYTES / bytesOfTile);
        long bytesOfPair = (long) ROWS * sumsStride(size, c.kernel()) * Float.BYTES;
        long bytesOfColumn = (long) ROWS * frequenciesOfStep(size) * ELEMENT * Float.BYTES;
        int pairs = even(c.inBlocks() * c.outBlocks(),
                Math.min(SUMS_BYTES / bytesOfPair, COLUMN_BYTES / bytesOfColumn));
        int factors = Math.multiplyExact(blocks * ELEMENT, group);
        return new KernelGradientPlan(c, tiling, tiling.tiles(), group, TileTransform.oddLines(frequencies * ELEMENT),
                pairs, Math.max(1, Math.min(frequenciesOfStep(size), FACTORS / factors)));
    }

    /** Shares that many out in parts as few as can be, alike, of {@code most} or at least one. */
    private static int even(int all, long most) {
        int largest = (int) Math.max(1, Math.min(all, most));
        int parts = (all + largest - 1) / largest;
        return (all + parts - 1) / parts;
    }

    private static int frequenciesOfStep(Vec3 size) {
        return columns(size) * size.z();
    }

    private static int columns(Vec3 size) {
        return size.z() == 1 ? CorrelationPlan.FREQUENCIES : 1;
    }

    private static int sumsStride(Vec3 size, Vec3 kernel) {
        return TileTransform.oddLines(Math.multiplyExact(HalfSpectrum.columns(size), kernel.z() * ELEMENT));
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

    /** Columns of a step: one, or where that is a single frequency some. */
    int columns() {
        return columns(tiling.length());
    }

    /** Steps in which all columns are multiplied. */
    int steps() {
        return (HalfSpectrum.columns(tiling.length()) + columns() - 1) / columns();
    }

    int spectraAt() {
        return CorrelationPlan.ORIGIN;
    }

    /** From what is kept for an input channel of a pair to the next. */
    int sumsStride() {
        return sumsStride(tiling.length(), correlation.kernel());
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

    /** From a frequency of the sums of a step to the next. */
    int frequencyStride() {
        return TileTransform.oddLines(pairs * ROWS * ELEMENT);
    }

    /** Where a worker's workspace begins, then what it multiplies at a time, then the sums of a step. */
    int workspaceAt(int worker) {
        int sums = Math.multiplyExact(frequenciesOfStep(tiling.length()), frequencyStride());
        int room = Math.addExact(workspace() + sums, factors());
        return Math.addExact(Math.addExact(sumsAt(), Math.multiplyExact(pairs * ROWS, sumsStride())),
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
