package org.znn.worker.convolution.direct;

import java.util.List;
import org.znn.common.geometry.IntMath;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.simd.DirectKernel.VectorPositions;

/**
 * Computes a box of output maps one block of vectors at a time: all groups of output maps while the block's input stays
 * in the cache. Prefetches the input of the next block meanwhile.
 */
final class VectorBlockLoop {

    private static final int PARTS_PER_THREAD = 8;

    private final OutputBlocks blocks;
    private final TapPrefetch prefetch;
    private final DirectKernelDriver driver;
    private final DirectKernelDriver.Operands operands;
    private final Epilogue epilogue;
    private volatile float prefetchSink;

    VectorBlockLoop(OutputBlocks blocks, TapPrefetch prefetch, DirectKernelDriver driver,
            DirectKernelDriver.Operands operands, Epilogue epilogue) {
        this.blocks = blocks;
        this.prefetch = prefetch;
        this.driver = driver;
        this.operands = operands;
        this.epilogue = epilogue;
    }

    /** Returns the target number of parallel parts: several per thread, to balance the load of the threads. */
    static int targetParts(int threads) {
        return threads == 1 ? 1 : threads * PARTS_PER_THREAD;
    }

    /** Executes loops over boxes, each with {@code groupCount} groups of output maps, in parallel. */
    static void compute(List<VectorBlockLoop> loops, int groupCount, ForkJoinTeam team) {
        int count = loops.stream().mapToInt(loop -> loop.blocks.blockCount()).sum();
        int targetParts = targetParts(team.size());
        int blockParts = Math.min(count, targetParts);
        int groupParts = Math.min(groupCount, IntMath.ceilDiv(targetParts, blockParts));
        team.parallelFor(blockParts * groupParts, part -> {
            int b = part % blockParts;
            int g = part / blockParts;
            int first = (int) ((long) count * b / blockParts);
            int end = (int) ((long) count * (b + 1) / blockParts);
            for (VectorBlockLoop loop : loops) {
                int blockCount = loop.blocks.blockCount();
                loop.compute(Math.max(0, first), Math.min(blockCount, end), groupCount * g / groupParts,
                        groupCount * (g + 1) / groupParts);
                first -= blockCount;
                end -= blockCount;
            }
        });
    }

    private void compute(int first, int end, int firstGroup, int endGroup) {
        if (first >= end) {
            return;
        }
        prefetchSink = forEachBlock(blocks, first, end, driver.vectorsPerTile(), prefetch, operands.in(),
                (block, positions) -> driver.compute(operands, positions, blocks.vectorCount(block), firstGroup,
                        endGroup, epilogue));
    }

    /** Operation on a block. */
    interface BlockOperation {
        void apply(int block, VectorPositions positions);
    }

    /**
     * Applies an operation to the blocks from {@code first} to {@code end}, exclusive, and prefetches the input of the
     * next block before each.
     *
     * @param vectorsPerTile vectors that the operation computes at a time
     * @param in             array of the input maps
     * @return sum of the elements prefetched; the caller must use it, or the compiler drops the reads
     */
    static float forEachBlock(OutputBlocks blocks, int first, int end, int vectorsPerTile, TapPrefetch prefetch,
            float[] in, BlockOperation operation) {
        VectorPositions now = blocks.allocatePositions(vectorsPerTile);
        VectorPositions next = blocks.allocatePositions(vectorsPerTile);
        float sum = 0;
        blocks.fillPositions(first, now);
        for (int block = first; block < end; block++) {
            if (block + 1 < end) {
                blocks.fillPositions(block + 1, next);
                sum += prefetch.prefetch(in, next.input(), blocks.precedingRows(first, block + 1));
            }
            operation.apply(block, now);
            VectorPositions done = now;
            now = next;
            next = done;
        }
        return sum;
    }
}
