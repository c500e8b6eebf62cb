package org.znn.worker.convolution.direct;

import java.util.Arrays;
import org.znn.common.geometry.IntMath;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.CacheBudget;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.simd.DirectKernel;
import org.znn.worker.simd.DirectKernel.Source;
import org.znn.worker.simd.DirectKernel.Target;
import org.znn.worker.simd.DirectKernel.VectorPositions;
import org.znn.worker.simd.RowOps;
import org.znn.worker.simd.Simd;

/**
 * Computes a block of vectors of a direct convolution for some groups of output maps; holds the packed weights. Every
 * sum is accumulated by fused multiply-adds in the order of the taps, from 0 or from the existing value.
 */
final class DirectKernelDriver {

    /** Target vectors per block. Longer blocks exceed the L1 cache, shorter blocks pay more for prefetching. */
    private static final int TARGET_BLOCK_LENGTH = 32;

    private final ConvolutionShape shape;
    private final int lanes;
    private final RowOps<float[]> rowOps;
    private final DirectKernel kernel;
    private final int inputMapsPerBlock;
    private final float[] weights;

    DirectKernelDriver(ConvolutionShape shape, Simd simd) {
        this.shape = shape;
        lanes = simd.lanes();
        rowOps = simd.rowOps();
        kernel = DirectKernelSelection.cheapest(shape, simd);
        weights = PackedWeights.allocate(shape, kernel.maps());
        long bytesOfMap = shape.kernel().product() * kernel.maps() * Float.BYTES;
        inputMapsPerBlock = (int) Math.max(1, Math.min(shape.in(), CacheBudget.DIRECT_WEIGHTS / bytesOfMap));
    }

    /** Returns the size in bytes of the packed weights of a shape. */
    static long weightBytes(ConvolutionShape shape, Simd simd) {
        return PackedWeights.length(shape, DirectKernelSelection.cheapest(shape, simd).maps()) * Float.BYTES;
    }

    /** Sets the weights of a convolution. */
    void setWeights(Filters filters, ForkJoinTeam team) {
        setWeights(team, (map, groupSize, packed) -> PackedWeights.pack(shape, filters, map, groupSize, packed));
    }

    /** Sets weights packed by {@code packer}, which defines the order of the taps. */
    void setWeights(ForkJoinTeam team, WeightPacker packer) {
        team.parallelFor(shape.out(), map -> packer.pack(map, kernel.maps(), weights));
    }

    /** Packs the weights of an output map, with neighbouring taps {@code groupSize} elements apart. */
    interface WeightPacker {
        void pack(int map, int groupSize, float[] packed);
    }

    /** Returns the vectors per tile of the kernel. */
    int vectorsPerTile() {
        return kernel.vectors();
    }

    /** Returns the preferred number of vectors per block for a shape, a multiple of the vectors per tile. */
    static int blockLength(ConvolutionShape shape, Simd simd) {
        int vectors = DirectKernelSelection.cheapest(shape, simd).vectors();
        return Math.max(1, TARGET_BLOCK_LENGTH / vectors) * vectors;
    }

    /** Returns the number of groups of output maps. */
    int groupCount() {
        return PackedWeights.groupCount(shape, kernel.maps());
    }

    /** Returns the number of input maps per block of taps. */
    int inputMapsPerBlock() {
        return inputMapsPerBlock;
    }

    /** Returns the blocks of taps {@code [input map][z][y][x]}, one interval each. */
    int[][] tapBlocks() {
        int kernelTaps = (int) shape.kernel().product();
        int[][] blocks = new int[IntMath.ceilDiv(shape.in(), inputMapsPerBlock)][];
        Arrays.setAll(blocks, b -> new int[] {b * inputMapsPerBlock * kernelTaps,
                Math.min(shape.in(), (b + 1) * inputMapsPerBlock) * kernelTaps});
        return blocks;
    }

    /**
     * Arrays that are read and written.
     *
     * @param in         input maps
     * @param tapOffsets offset in elements of each tap from the position of an output voxel
     * @param tapBlocks  blocks of taps, each applied to all groups before the next; a block is a list of intervals
     *                   [from, to) of tap indices
     * @param out        output maps
     * @param outStride  elements from one output map to the next
     * @param accumulate whether sums start from the values in {@code out}
     */
    record Operands(float[] in, int[] tapOffsets, int[][] tapBlocks, float[] out, int outStride, boolean accumulate) {
    }

    /** Computes the first {@code count} vectors of a block for the groups' maps, epilogue included. */
    void compute(Operands operands, VectorPositions positions, int count, int firstGroup, int endGroup,
            Epilogue epilogue) {
        boolean isIdentity = epilogue.isIdentity();
        int taps = operands.tapOffsets().length;
        int[][] tapBlocks = operands.tapBlocks();
        for (int b = 0; b < tapBlocks.length; b++) {
            for (int group = firstGroup; group < endGroup; group++) {
                int map = group * kernel.maps();
                Source source = new Source(operands.in(), operands.tapOffsets(), weights, map * taps);
                for (int v = 0; v < count; v += kernel.vectors()) {
                    for (int t = 0; t < tapBlocks[b].length; t += 2) {
                        kernel.compute(source, tapBlocks[b][t], tapBlocks[b][t + 1], positions, v,
                                new Target(operands.out(), map * operands.outStride(), operands.outStride(),
                                        Math.min(kernel.maps(), shape.out() - map),
                                        operands.accumulate() || b > 0 || t > 0));
                    }
                }
                if (b == tapBlocks.length - 1 && !isIdentity) {
                    applyEpilogue(operands, positions, count, group, epilogue);
                }
            }
        }
    }

    /** Applies bias and function to finished sums while they are in the L1 cache. */
    private void applyEpilogue(Operands operands, VectorPositions positions, int count, int group, Epilogue epilogue) {
        int endMap = Math.min(shape.out(), (group + 1) * kernel.maps());
        for (int map = group * kernel.maps(); map < endMap; map++) {
            int mapOffset = map * operands.outStride();
            for (int v = 0; v < count;) {
                int first = v++;
                while (v < count && positions.output()[v] == positions.output()[v - 1] + lanes) {
                    v++;
                }
                rowOps.applyTransfer(operands.out(), mapOffset + positions.output()[first], (v - first) * lanes,
                        epilogue.bias(map), epilogue.function());
            }
        }
    }
}
