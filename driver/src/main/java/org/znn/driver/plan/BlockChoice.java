package org.znn.driver.plan;

import java.util.function.Predicate;
import org.znn.common.geometry.Vec3;

/**
 * Chooses the block one Spark task computes: whole passes, joined along x, then y, then z, until a task is worth its
 * overhead; never so many that executors would stand idle or a block's output would be large.
 */
public final class BlockChoice {

    /** Operations in a second or so of one core. */
    private static final double ENOUGH_WORK = 1e11;
    private static final long MOST_BYTES = 64L << 20;

    private BlockChoice() {
    }

    /**
     * The block's size: a multiple of the pass, cut off at the extent.
     *
     * @param extent        output voxels of the sample
     * @param work          of one pass, in operations
     * @param bytesPerVoxel of all outputs together
     * @param fits          whether an executor's memory is enough for blocks of a size
     * @param atLeastBlocks how many there should be
     */
    public static Vec3 of(Vec3 extent, Vec3 pass, double work, long bytesPerVoxel, Predicate<Vec3> fits,
            long atLeastBlocks) {
        Vec3 passes = Vec3.ONE;
        Vec3 most = extent.ceilDiv(pass);
        for (int axis = 2; axis >= 0; axis--) {
            while (passes.get(axis) < most.get(axis)) {
                Vec3 more = passes.with(axis, Math.min(most.get(axis), 2 * passes.get(axis)));
                Vec3 block = pass.times(more).min(extent);
                boolean worthIt = passes.product() * work < ENOUGH_WORK;
                if (!worthIt || block.product() * bytesPerVoxel > MOST_BYTES || !fits.test(block)
                        || extent.ceilDiv(block).product() < atLeastBlocks) {
                    return pass.times(passes).min(extent);
                }
                passes = more;
            }
        }
        return pass.times(passes).min(extent);
    }
}
