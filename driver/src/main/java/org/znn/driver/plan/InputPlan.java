package org.znn.driver.plan;

import java.util.List;
import org.znn.common.config.Preprocessing;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.SizeMap;
import org.znn.common.sample.Padding;

/**
 * What an input node of the network reads for one sample.
 *
 * @param node          name
 * @param files         channels of the image, in order
 * @param channels      in all files together
 * @param size          of the image (z, y, x)
 * @param bytesPerVoxel as stored, all channels
 * @param preprocessing of each channel
 * @param padding       mirrored around it
 * @param sizes         from output voxels to the padded voxels they depend on
 * @param where         {@code file:line} that names the image, for messages
 */
public record InputPlan(String node, List<String> files, int channels, Vec3 size, long bytesPerVoxel,
        List<Preprocessing> preprocessing, Padding padding, SizeMap sizes, String where) {

    /** Whether the image must be read once as a whole before its first voxel can be used. */
    public boolean needsStatistics() {
        return preprocessing.stream().anyMatch(Preprocessing::needsStatistics);
    }

    /** Output voxels that the padded image allows; not positive where it is smaller than the field of view. */
    public Vec3 outputSize() {
        return sizes.outputFor(padding.paddedSize(size));
    }
}
