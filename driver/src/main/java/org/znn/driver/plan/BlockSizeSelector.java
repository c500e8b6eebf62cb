package org.znn.driver.plan;

import java.util.function.Predicate;
import org.znn.common.geometry.Vec3;

/**
 * Selects the size of the block that one Spark task computes. A block is a whole number of passes, joined along x, then
 * y, then z until the work of a task outweighs its overhead, as long as there are enough blocks for all executors and
 * the output of a block stays small.
 */
final class BlockSizeSelector {

    /** Operations that keep one core busy for about a second. */
    private static final double ENOUGH_WORK = 1e11;
    private static final long MAX_OUTPUT_BYTES = 64L << 20;

    private BlockSizeSelector() {
    }

    /**
     * Returns the size of a block: a multiple of the pass size, clipped to the extent.
     *
     * @param extent        output voxels of the sample
     * @param pass          output voxels of a pass
     * @param work          operations of one pass
     * @param bytesPerVoxel bytes per output voxel, all outputs together
     * @param fits          test whether blocks of a size fit the memory of an executor
     * @param minBlocks     desired number of blocks in the sample
     */
    static Vec3 select(Vec3 extent, Vec3 pass, double work, long bytesPerVoxel, Predicate<Vec3> fits,
            long minBlocks) {
        Vec3 passes = Vec3.ONE;
        Vec3 maxPasses = extent.ceilDiv(pass);
        for (int axis = 2; axis >= 0; axis--) {
            while (passes.get(axis) < maxPasses.get(axis)) {
                Vec3 more = passes.with(axis, Math.min(maxPasses.get(axis), 2 * passes.get(axis)));
                Vec3 block = pass.times(more).min(extent);
                boolean worthJoining = passes.product() * work < ENOUGH_WORK;
                if (!worthJoining || block.product() * bytesPerVoxel > MAX_OUTPUT_BYTES || !fits.test(block)
                        || extent.ceilDiv(block).product() < minBlocks) {
                    return pass.times(passes).min(extent);
                }
                passes = more;
            }
        }
        return pass.times(passes).min(extent);
    }
}
