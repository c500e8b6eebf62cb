package org.znn.driver.plan;

import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Precision;

/**
 * All that an executor holds besides the network: of two blocks under way the voxels read, as stored and as the network
 * sees them, and the voxels computed, as numbers and as compressed chunks.
 */
final class BlockBytes {

    private static final int UNDER_WAY = 2;
    private static final int COPIES = 2;

    private final List<InputPlan> inputs;
    private final int bytesPerVoxel;
    private final int bytesPerNumber;

    BlockBytes(List<InputPlan> inputs, List<OutputPlan> outputs, Precision precision) {
        this.inputs = inputs;
        bytesPerNumber = precision.bytes();
        bytesPerVoxel = outputs.stream().mapToInt(OutputPlan::channels).sum() * bytesPerNumber;
    }

    /** For blocks of that many output voxels. In floating point: the sizes of a damaged file may be anything. */
    double of(Vec3 block) {
        double all = UNDER_WAY * COPIES * voxels(block) * bytesPerVoxel;
        for (InputPlan in : inputs) {
            Vec3 scale = in.sizes().scale();
            Vec3 margin = in.sizes().margin();
            double read = ((double) scale.z() * block.z() + margin.z()) * ((double) scale.y() * block.y() + margin.y())
                    * ((double) scale.x() * block.x() + margin.x());
            all += UNDER_WAY * COPIES * read * in.channels() * bytesPerNumber;
        }
        return all;
    }

    private static double voxels(Vec3 size) {
        return (double) size.z() * size.y() * size.x();
    }
}
