package org.znn.worker.convolution.fft.simd;

import java.util.List;
import org.znn.common.geometry.IntMath;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.CacheBudget;
import org.znn.worker.convolution.Scratchpad;
import org.znn.worker.convolution.fft.simd.dft.ComplexVectors;
import org.znn.worker.convolution.fft.simd.dft.HalfSpectrum;
import org.znn.worker.convolution.fft.simd.kernel.KernelTransform;
import org.znn.worker.convolution.fft.simd.product.ComplexGemm;
import org.znn.worker.convolution.fft.simd.tile.CorrelationProblem;
import org.znn.worker.convolution.fft.simd.tile.OverlapSaveTiling;
import org.znn.worker.convolution.fft.simd.tile.OverlapSaveTiling.Tile;
import org.znn.worker.convolution.fft.simd.tile.TileSizeSelector;
import org.znn.worker.convolution.fft.simd.tile.TileTransform;
import org.znn.worker.convolution.fft.simd.tile.TileWriter;
import org.znn.worker.simd.CacheLine;

/**
 * The plan of a correlation: its tiling, its groups of tiles and the layout of its memory. The plan depends only on the
 * shape of the correlation and the size of its output.
 *
 * <p>Spectra of tiles are laid out as [block of channels][tile of the group][frequency][complex vector], spectra of
 * weights as [frequency][block of output channels][input channel][complex vector]. Before they are multiplied, spectra
 * of tiles are packed into a small array, some frequencies at a time: this is far faster than transforms that write
 * every complex vector to a page of its own. The sums of the products overwrite the spectra of the inputs.
 *
 * @param correlation    problem to be computed
 * @param tiling         tiling of the output
 * @param tiles          all tiles
 * @param groupSize      number of tiles that are in the frequency domain together, a multiple of
 *                       {@link ComplexGemm#TILES}
 * @param perThread      whether weights are so few that every thread processes groups on its own, with all weights in
 *                       its cache
 * @param frequencies    number of stored frequencies of a tile
 * @param spectrumStride distance between the spectra of two tiles, in floats
 * @param weightStride   distance between two frequencies of the weights, in floats
 */
record CorrelationPlan(CorrelationProblem correlation, OverlapSaveTiling tiling, List<Tile> tiles, int groupSize,
        boolean perThread, int frequencies, int spectrumStride, int weightStride) {

    /** Minimum number of frequencies to multiply at a time: 2 KB of a tile's spectrum with 16 lanes. */
    static final int MIN_FREQUENCIES_PER_STEP = 16;

    private static final int COMPLEX = ComplexVectors.FLOATS;
    /**
     * Maximum bytes of the spectra of a group. The weights are read once per group, so groups should be large; 256 MB
     * hold dozens of tiles of 80 channels, enough to make the time to read even the largest kernels negligible.
     */
    private static final long GROUP_BYTES = 256L << 20;
    private static final int MAX_TILES_PER_THREAD = 32;
    /** Minimum number of groups for an even load when every thread processes groups on its own. */
    private static final int MIN_GROUPS = 8;

    /** Plans a correlation. */
    static CorrelationPlan of(CorrelationProblem problem) {
        Vec3 size = TileSizeSelector.forCorrelation(problem);
        OverlapSaveTiling tiling = OverlapSaveTiling.of(size, problem.kernel(), problem.dilation(), problem.output());
        int frequencies = HalfSpectrum.countFrequencies(size);
        int weightStride = CacheLine.roundUpToOdd(Math.multiplyExact(problem.outBlocks() * COMPLEX, problem.in()));
        int blocks = Math.max(problem.inBlocks(), problem.outBlocks());
        long bytesPerTile = (long) frequencies * blocks * COMPLEX * Float.BYTES;
        long cachedTiles = Math.min(MAX_TILES_PER_THREAD, CacheBudget.FFT_GROUP / bytesPerTile);
        int cachedGroup = (int) Math.max(1, cachedTiles / ComplexGemm.TILES) * ComplexGemm.TILES;
        boolean perThread = (long) frequencies * weightStride * Float.BYTES <= CacheBudget.FFT_WEIGHTS
                && tiling.tileCount() >= MIN_GROUPS * cachedGroup;
        int maxTiles = perThread ? cachedGroup : (int) Math.max(1, GROUP_BYTES / bytesPerTile);
        int groups = IntMath.ceilDiv(tiling.tileCount(), maxTiles);
        int groupSize = IntMath.roundUp(IntMath.ceilDiv(tiling.tileCount(), groups), ComplexGemm.TILES);
        return new CorrelationPlan(problem, tiling, tiling.tiles(), groupSize, perThread, frequencies,
                CacheLine.roundUpToOdd(frequencies * COMPLEX), weightStride);
    }

    int groups() {
        return IntMath.ceilDiv(tiles.size(), groupSize);
    }

    /** Returns the tiles of a group. */
    List<Tile> tilesOfGroup(int group) {
        return tiles.subList(group * groupSize, Math.min(tiles.size(), (group + 1) * groupSize));
    }

    /**
     * Returns whether complete weight spectra are stored. Large weights that a pass reads only a few times are stored
     * before their transform along z, and the transform is repeated at every multiplication: memory traffic shrinks by
     * the factor (tile depth / kernel depth), and memory is slower than the transform.
     */
    boolean storesFullSpectra() {
        return perThread && tiling.transformSize().z() > 1;
    }

    /** Returns the floats of all weight spectra. */
    int weightFloats() {
        int vectors = storesFullSpectra() ? frequencies
                : Math.multiplyExact(HalfSpectrum.countColumns(tiling.transformSize()), correlation.kernel().z());
        return Math.addExact(CacheLine.ARRAY_ORIGIN, Math.multiplyExact(vectors, weightStride));
    }

    /** Returns the floats of the spectra of a group. */
    int groupFloats() {
        int blocks = Math.max(correlation.inBlocks(), correlation.outBlocks());
        return Math.multiplyExact(blocks * groupSize, spectrumStride);
    }

    /**
     * Returns the floats of a thread's workspace. It holds, in this order, the workspace of the tile transforms, the
     * packed inputs, the sums of products, the weight spectra completed in a step and the workspace of the tile
     * writer.
     */
    int threadFloats() {
        return Math.addExact(writerOffset(),
                TileWriter.workspaceFloats(new Vec3(tiling.z().valid(), tiling.y().valid(), tiling.x().valid())));
    }

    /** Returns the offset of the tile writer's workspace within a thread's workspace. */
    int writerOffset() {
        return Math.addExact(weightColumnsOffset(), weightColumnFloats());
    }

    /** Returns the offset of the weight spectra completed in a step within a thread's workspace. */
    int weightColumnsOffset() {
        return sumsOffset() + sumsFloats();
    }

    /** Returns the offset of the sums of products within a thread's workspace. */
    int sumsOffset() {
        return tileFloats() + packedFloats();
    }

    /** Returns the floats of the workspace of the tile transforms. */
    int tileFloats() {
        return TileTransform.workspaceFloats(tiling.transformSize());
    }

    /** Returns the number of columns of frequencies that are multiplied in a step. */
    int columnsPerStep() {
        return Math.max(1, MIN_FREQUENCIES_PER_STEP / tiling.transformSize().z());
    }

    /** Returns the number of steps in which all columns are multiplied. */
    int steps() {
        return IntMath.ceilDiv(HalfSpectrum.countColumns(tiling.transformSize()), columnsPerStep());
    }

    /** Returns the largest number of frequencies that are multiplied in a step. */
    private int frequenciesPerStep() {
        return columnsPerStep() * tiling.transformSize().z();
    }

    /** Returns whether the weight spectra of a step are transformed along z in that step. */
    boolean completesSpectraPerStep() {
        return !storesFullSpectra() && tiling.transformSize().z() > 1;
    }

    /** Returns the distance in floats between two frequencies of the weight spectra completed in a step. */
    int weightColumnStride() {
        return CacheLine.roundUpToOdd(correlation.in() * COMPLEX);
    }

    /** Returns the floats of the weight spectra completed in a step, for a block of output channels. */
    private int weightColumnFloats() {
        return completesSpectraPerStep() ? Math.multiplyExact(frequenciesPerStep(), weightColumnStride()) : 0;
    }

    /** Returns the number of batches of {@link ComplexGemm#TILES} tiles that are multiplied by the same weights. */
    int batchesPerPass() {
        long bytes = (long) batchFloats() * Float.BYTES;
        return (int) Math.max(1, Math.min(groupSize / ComplexGemm.TILES, CacheBudget.FFT_PACKED_INPUTS / bytes));
    }

    /** Returns the floats of the packed inputs of a batch of tiles. */
    int batchFloats() {
        return frequenciesPerStep() * correlation.inBlocks() * ComplexGemm.TILES * COMPLEX;
    }

    /** Returns the floats of all packed inputs. */
    int packedFloats() {
        return Math.multiplyExact(batchesPerPass(), batchFloats());
    }

    /** Returns the floats of the sums of a batch of tiles for a block of output channels. */
    private int sumsFloats() {
        return frequenciesPerStep() * ComplexGemm.TILES * COMPLEX;
    }

    /** Returns the index of the spectra of the group that a worker processes. */
    int spectraAt(int worker) {
        return CacheLine.ARRAY_ORIGIN + (perThread ? worker * groupFloats() : 0);
    }

    /** Returns the index of a worker's workspace. */
    int workspaceAt(int threads, int worker) {
        return CacheLine.ARRAY_ORIGIN + Math.addExact(Math.multiplyExact(perThread ? threads : 1, groupFloats()),
                Math.multiplyExact(worker, threadFloats()));
    }

    /** Returns the index of a worker's workspace for transforms of kernels, in the memory of all other workspaces. */
    int kernelWorkspaceAt(int worker) {
        int floats = KernelTransform.workspaceFloats(tiling.transformSize(), correlation.kernel());
        return Math.addExact(CacheLine.ARRAY_ORIGIN, Math.multiplyExact(worker, floats));
    }

    /** Returns the scratchpad size for a number of threads. */
    Scratchpad.Size scratchpadSize(int threads) {
        return new Scratchpad.Size(Math.max(workspaceAt(threads, threads), kernelWorkspaceAt(threads)), 0, 0);
    }
}
