package org.znn.common.sample.training;

import java.io.Serializable;
import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.SizeRelation;
import org.znn.common.sample.Normalization;
import org.znn.common.volume.file.VolumePart;

/**
 * The image of a sample as one input node of the network reads it.
 *
 * @param node          name of the input node
 * @param parts         files whose channels form the channels of the image, in order; all have the same size
 * @param normalization normalization of every channel
 * @param sizes         relation between the sizes of the node's feature maps and of the output
 */
public record ImagePlan(String node, List<VolumePart> parts, Normalization normalization, SizeRelation sizes)
        implements Serializable {

    public ImagePlan {
        parts = List.copyOf(parts);
    }

    /** Returns the size of the image without mirrored padding. */
    public Vec3 size() {
        return parts.get(0).box().size();
    }
}
