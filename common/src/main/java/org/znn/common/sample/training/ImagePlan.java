package org.znn.common.sample.training;

import java.io.Serializable;
import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.SizeMap;
import org.znn.common.sample.Normalization;
import org.znn.common.volume.file.VolumePart;

/**
 * What an input node sees of a sample.
 *
 * @param node          name
 * @param parts         files that give its channels, in order, all of one size
 * @param normalization of all channels
 * @param sizes         of the node's maps
 */
public record ImagePlan(String node, List<VolumePart> parts, Normalization normalization, SizeMap sizes)
        implements Serializable {

    public ImagePlan {
        parts = List.copyOf(parts);
    }

    /** Size of the image, mirrored voxels left out. */
    public Vec3 size() {
        return parts.get(0).box().size();
    }
}
