package org.znn.worker.convolution.fft.simd.plane;

import java.util.List;
import org.znn.common.geometry.IntMath;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.Scratchpad;
import org.znn.worker.convolution.fft.simd.dft.ComplexVectors;
import org.znn.worker.convolution.fft.simd.dft.HalfSpectrum;
import org.znn.worker.convolution.fft.simd.kernel.KernelTransform;
import org.znn.worker.convolution.fft.simd.product.AxialConvolution;
import org.znn.worker.convolution.fft.simd.tile.AxisTiles;
import org.znn.worker.convolution.fft.simd.tile.CorrelationProblem;
import org.znn.worker.convolution.fft.simd.tile.OverlapSaveTiling;
import org.znn.worker.convolution.fft.simd.tile.OverlapSaveTiling.Tile;
import org.znn.worker.simd.CacheLine;

/**
 * The plan of a correlation with few input channels, or of its gradient with respect to the kernels, by 2-D transforms
 * of planes (y, x) and direct sums along z. The plan depends only on the shape of the correlation and the size of its
 * output.
 *
 * <p>Two tiles are transformed together, as the real and imaginary part of one complex tile: kernels are real, so the
 * results of the two tiles do not mix. Several pairs of tiles form a group, enough that the planes of its inputs fill
 * the lanes of vectors, one lane for each plane.
 *
 * @param correlation   problem to be computed
 * @param tiling        tiling of the output; planes are not transformed along z
 * @param tiles         all tiles
 * @param pairsPerGroup number of pairs of tiles in a group
 * @param lanes         number of lanes for the input planes of a group, a multiple of the lanes of a vector
 * @param frequencies   number of frequencies (ky, kx) of a plane for which spectra of the kernels are stored
 */
public record Fft2dPlan(CorrelationProblem correlation, OverlapSaveTiling tiling, List<Tile> tiles, int pairsPerGroup,
        int lanes, int frequencies) {

    /** Number of output planes that are computed together. */
    static final int PLANES = AxialConvolution.PLANES;

    private static final int LANES = ComplexVectors.LANES;
    private static final int COMPLEX = ComplexVectors.FLOATS;
    /** Maximum depth of a tile in output planes: tiles this deep share few input planes. */
    private static final int MAX_DEPTH = 32;
    private static final int MIN_DEPTH = 8;
    /** Minimum number of tiles, so that threads are evenly loaded; shallower tiles are used to reach it. */
    private static final int MIN_TILES = 32;
    /** Number of input planes in a group: enough to waste few lanes. */
    private static final int TARGET_LANES = 2 * LANES;

    /** Plans a correlation. */
    static Fft2dPlan of(CorrelationProblem problem) {
        Vec3 size = Fft2dSizeSelector.select(problem);
        OverlapSaveTiling plane = OverlapSaveTiling.of(size, problem.kernel().with(0, 1), problem.dilation().with(0, 1),
                problem.output().with(0, 1));
        OverlapSaveTiling tiling = new OverlapSaveTiling(tilesAlongZ(problem, plane.tileCount()), plane.y(), plane.x());
        int planesPerPair = Math.multiplyExact(problem.in(), tiling.z().length());
        int pairs = Math.max(1, Math.min(TARGET_LANES / planesPerPair, (tiling.tileCount() + 1) / 2));
        int lanes = IntMath.roundUp(Math.multiplyExact(pairs, planesPerPair), LANES);
        return new Fft2dPlan(problem, tiling, tiling.tiles(), pairs, lanes, HalfSpectrum.countFrequencies(size));
    }

    /** Cuts z into tiles whose depth is a multiple of {@link #PLANES}, unless the output is shallower. */
    private static AxisTiles tilesAlongZ(CorrelationProblem problem, int tilesPerPlane) {
        int kernel = problem.kernel().z();
        int depth = MAX_DEPTH;
        while (depth > MIN_DEPTH && tilesPerPlane * tilesOfDepth(problem, depth).tileCount() < MIN_TILES) {
            depth /= 2;
        }
        AxisTiles even = tilesOfDepth(problem, depth);
        int longest = IntMath.ceilDiv(problem.output().z(), problem.dilation().z());
        int valid = Math.min(longest, IntMath.roundUp(even.valid(), PLANES));
        return new AxisTiles(valid + kernel - 1, kernel, problem.dilation().z(), problem.output().z(), even.regions(),
                valid);
    }

    private static AxisTiles tilesOfDepth(CorrelationProblem problem, int depth) {
        return AxisTiles.of(depth + problem.kernel().z() - 1, problem.kernel().z(), problem.dilation().z(),
                problem.output().z());
    }

    /** Returns the size (1, y, x) of the transforms. */
    Vec3 transformSize() {
        return tiling.transformSize().with(0, 1);
    }

    /** Returns the size (1, y, x) of the plane of a kernel at a tap along z, which is transformed as a kernel. */
    Vec3 tapPlane() {
        return correlation.kernel().with(0, 1);
    }

    int groups() {
        return IntMath.ceilDiv(tiles.size(), 2 * pairsPerGroup);
    }

    /** Returns the tiles of a group. */
    List<Tile> tilesOfGroup(int group) {
        return tiles.subList(group * 2 * pairsPerGroup, Math.min(tiles.size(), (group + 1) * 2 * pairsPerGroup));
    }

    /** Returns the number of input planes that the outputs of a tile depend on. */
    int inputPlanes() {
        return tiling.z().length();
    }

    /** Returns the lane of plane 0 of an input channel in a pair of tiles. */
    int lane(int pair, int channel) {
        return (pair * correlation.in() + channel) * inputPlanes();
    }

    /** Returns the number of taps along z of all input channels. */
    int taps() {
        return Math.multiplyExact(correlation.in(), correlation.kernel().z());
    }

    /** Returns the lane of each tap [input channel][z], relative to the lane of an output plane. */
    int[] tapLanes() {
        int[] lanes = new int[taps()];
        for (int tap = 0; tap < lanes.length; tap++) {
            lanes[tap] = lane(0, tap / correlation.kernel().z()) + tap % correlation.kernel().z();
        }
        return lanes;
    }

    /** Returns the floats of the kernel spectra of a block of output channels. */
    int blockFloats() {
        return Math.multiplyExact(Math.multiplyExact(frequencies, taps()), COMPLEX);
    }

    /** Returns the floats of the spectra of all kernels. */
    public int weightFloats() {
        return Math.addExact(CacheLine.ARRAY_ORIGIN, Math.multiplyExact(correlation.outBlocks(), blockFloats()));
    }

    /** Returns the index of a worker's workspace for a convolution. */
    int workspaceAt(int worker) {
        return Math.addExact(CacheLine.ARRAY_ORIGIN, Math.multiplyExact(worker, Fft2dWorkspace.floats(this)));
    }

    /** Returns the index of a worker's workspace for transforms of kernels, in the memory of all other workspaces. */
    int kernelWorkspaceAt(int worker) {
        return Math.addExact(CacheLine.ARRAY_ORIGIN,
                Math.multiplyExact(worker, KernelTransform.workspaceFloats(transformSize(), tapPlane())));
    }

    /** Returns the scratchpad size of a convolution for a number of threads. */
    public Scratchpad.Size scratchpadSize(int threads) {
        return new Scratchpad.Size(Math.max(workspaceAt(threads), kernelWorkspaceAt(threads)), 0, 0);
    }
}
