package org.znn.driver.plan;

import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Precision;

/**
 * Memory that an executor needs besides the network: two blocks are in flight, and each holds its input voxels twice
 * (as stored and as the network's input) and its output voxels twice (as floating-point values and as compressed
 * chunks).
 */
final class BlockMemory {

    private static final int BLOCKS_IN_FLIGHT = 2;
    private static final int COPIES = 2;

    private final List<InputPlan> inputs;
    private final int bytesPerVoxel;
    private final int bytesPerElement;

    BlockMemory(List<InputPlan> inputs, List<OutputPlan> outputs, Precision precision) {
        this.inputs = inputs;
        bytesPerElement = precision.bytes();
        bytesPerVoxel = outputs.stream().mapToInt(OutputPlan::channels).sum() * bytesPerElement;
    }

    /**
     * Returns the bytes that blocks of a size need, as a {@code double} because the sizes in a damaged file may
     * overflow a {@code long}.
     *
     * @param block output voxels of a block
     */
    double bytes(Vec3 block) {
        double bytes = BLOCKS_IN_FLIGHT * COPIES * voxels(block) * bytesPerVoxel;
        for (InputPlan in : inputs) {
            Vec3 scale = in.sizeRelation().scale();
            Vec3 margin = in.sizeRelation().margin();
            double inputVoxels = ((double) scale.z() * block.z() + margin.z())
                    * ((double) scale.y() * block.y() + margin.y()) * ((double) scale.x() * block.x() + margin.x());
            bytes += BLOCKS_IN_FLIGHT * COPIES * inputVoxels * in.channels() * bytesPerElement;
        }
        return bytes;
    }

    /** Returns the number of voxels without integer overflow. */
    static double voxels(Vec3 size) {
        return (double) size.z() * size.y() * size.x();
    }
}
