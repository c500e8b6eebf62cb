package org.znn.worker.convolution.fft.simd;

import java.util.List;
import org.znn.common.geometry.IntMath;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.CacheBudget;
import org.znn.worker.convolution.Scratchpad;
import org.znn.worker.convolution.fft.simd.dft.ComplexVectors;
import org.znn.worker.convolution.fft.simd.dft.HalfSpectrum;
import org.znn.worker.convolution.fft.simd.product.ComplexOuterProduct;
import org.znn.worker.convolution.fft.simd.tile.CorrelationProblem;
import org.znn.worker.convolution.fft.simd.tile.OverlapSaveTiling;
import org.znn.worker.convolution.fft.simd.tile.OverlapSaveTiling.Tile;
import org.znn.worker.convolution.fft.simd.tile.TileSizeSelector;
import org.znn.worker.convolution.fft.simd.tile.TileTransform;
import org.znn.worker.simd.CacheLine;

/**
 * The plan of the gradient of a correlation with respect to its kernels: its tiling, its groups of tiles and the layout
 * of its memory. The plan depends only on the shape of the correlation and the size of its output.
 *
 * <p>Spectra of tiles are laid out as [block of input channels, then of output channels][tile of the
 * group][frequency][complex vector]. Their columns are packed, multiplied and summed over the tiles, and the sums are
 * transformed along z. Only the planes of the result that hold taps are kept, as [pair of blocks][input
 * channel][column][plane of taps][complex vector], for some of the pairs at a time.
 *
 * @param correlation         correlation that is differentiated
 * @param tiling              tiling of the output gradient
 * @param tiles               all tiles
 * @param groupSize           number of tiles that are in the frequency domain together
 * @param spectrumStride      distance between the spectra of two tiles, in floats
 * @param pairsPerPass        number of pairs of blocks whose sums are held at the same time
 * @param frequenciesPerBatch number of frequencies that are packed and multiplied at a time
 */
record WeightGradientPlan(CorrelationProblem correlation, OverlapSaveTiling tiling, List<Tile> tiles, int groupSize,
        int spectrumStride, int pairsPerPass, int frequenciesPerBatch) {

    /** Rows of sums of a pair of blocks: one for each channel of a block, and more where vectors are short. */
    static final int ROWS_PER_PAIR = Math.max(ComplexVectors.LANES, ComplexOuterProduct.CHANNELS);

    private static final int COMPLEX = ComplexVectors.FLOATS;
    /** Maximum bytes of the spectra of a group: each group costs an inverse transform of every kernel. */
    private static final long GROUP_BYTES = 256L << 20;
    /** Maximum bytes of the sums of a pass: each pass reads the spectra of the tiles again. */
    private static final long SUMS_BYTES = 64L << 20;

    /** Plans the gradient of a correlation. */
    static WeightGradientPlan of(CorrelationProblem problem) {
        Vec3 size = TileSizeSelector.forWeightGradient(problem);
        OverlapSaveTiling tiling = OverlapSaveTiling.of(size, problem.kernel(), problem.dilation(), problem.output());
        int frequencies = HalfSpectrum.countFrequencies(size);
        int blocks = problem.inBlocks() + problem.outBlocks();
        long bytesPerTile = (long) frequencies * blocks * COMPLEX * Float.BYTES;
        int groupSize = evenShare(tiling.tileCount(), GROUP_BYTES / bytesPerTile);
        long bytesPerPair = (long) ROWS_PER_PAIR * rowStride(size, problem.kernel()) * Float.BYTES;
        long bytesPerColumn = (long) ROWS_PER_PAIR * frequenciesPerStep(size) * COMPLEX * Float.BYTES;
        int pairs = evenShare(problem.inBlocks() * problem.outBlocks(),
                Math.min(SUMS_BYTES / bytesPerPair, CacheBudget.FFT_GRADIENT_SUMS / bytesPerColumn));
        int packedFloats = Math.multiplyExact(blocks * COMPLEX, groupSize);
        int cached = CacheBudget.FFT_PACKED_GRADIENTS / Float.BYTES / packedFloats;
        return new WeightGradientPlan(problem, tiling, tiling.tiles(), groupSize,
                CacheLine.roundUpToOdd(frequencies * COMPLEX), pairs,
                Math.max(1, Math.min(frequenciesPerStep(size), cached)));
    }

    /** Returns the share size, at least 1, if {@code total} is split evenly into as few shares as the limit allows. */
    private static int evenShare(int total, long limit) {
        int largest = (int) Math.max(1, Math.min(total, limit));
        int shares = IntMath.ceilDiv(total, largest);
        return IntMath.ceilDiv(total, shares);
    }

    private static int frequenciesPerStep(Vec3 size) {
        return columnsPerStep(size) * size.z();
    }

    private static int columnsPerStep(Vec3 size) {
        return size.z() == 1 ? CorrelationPlan.MIN_FREQUENCIES_PER_STEP : 1;
    }

    private static int rowStride(Vec3 size, Vec3 kernel) {
        return CacheLine.roundUpToOdd(Math.multiplyExact(HalfSpectrum.countColumns(size), kernel.z() * COMPLEX));
    }

    int groups() {
        return IntMath.ceilDiv(tiles.size(), groupSize);
    }

    /** Returns the tiles of a group. */
    List<Tile> tilesOfGroup(int group) {
        return tiles.subList(group * groupSize, Math.min(tiles.size(), (group + 1) * groupSize));
    }

    /** Returns the number of pairs of a block of input channels and a block of output channels. */
    int pairs() {
        return correlation.inBlocks() * correlation.outBlocks();
    }

    /** Returns the number of columns in a step: one, or several where a column is a single frequency. */
    int columnsPerStep() {
        return columnsPerStep(tiling.transformSize());
    }

    /** Returns the number of steps in which all columns are multiplied. */
    int steps() {
        return IntMath.ceilDiv(HalfSpectrum.countColumns(tiling.transformSize()), columnsPerStep());
    }

    /** Returns the index of the spectra of the tiles. */
    int spectraAt() {
        return CacheLine.ARRAY_ORIGIN;
    }

    /** Returns the distance in floats between the kept sums of two input channels of a pair. */
    int rowStride() {
        return rowStride(tiling.transformSize(), correlation.kernel());
    }

    /** Returns the index of the kept sums. */
    int rowsAt() {
        return Math.addExact(spectraAt(), Math.multiplyExact(blocks() * groupSize, spectrumStride));
    }

    private int blocks() {
        return correlation.inBlocks() + correlation.outBlocks();
    }

    /** Returns the floats of the packed spectra that are multiplied at a time. */
    int packedFloats() {
        return Math.multiplyExact(frequenciesPerBatch * blocks() * COMPLEX, groupSize);
    }

    /** Returns the distance in floats between two frequencies of the sums of a step. */
    int frequencyStride() {
        return CacheLine.roundUpToOdd(pairsPerPass * ROWS_PER_PAIR * COMPLEX);
    }

    /**
     * Returns the index of a worker's workspace. It holds, in this order, the workspace of the tile transforms, the
     * packed spectra and the sums of a step.
     */
    int workspaceAt(int worker) {
        int sums = Math.multiplyExact(frequenciesPerStep(tiling.transformSize()), frequencyStride());
        int floats = Math.addExact(tileFloats() + sums, packedFloats());
        return Math.addExact(Math.addExact(rowsAt(), Math.multiplyExact(pairsPerPass * ROWS_PER_PAIR, rowStride())),
                Math.multiplyExact(worker, floats));
    }

    /** Returns the floats of the workspace of the tile transforms. */
    int tileFloats() {
        return TileTransform.workspaceFloats(tiling.transformSize());
    }

    /** Returns the scratchpad size for a number of threads. */
    Scratchpad.Size scratchpadSize(int threads) {
        return new Scratchpad.Size(workspaceAt(threads), 0, 0);
    }
}
