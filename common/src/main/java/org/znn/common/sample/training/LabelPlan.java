package org.znn.common.sample.training;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.file.VolumePart;

/**
 * The label of a sample as the target of one output node of the network.
 *
 * @param node     name of the output node
 * @param channels number of channels of the output node
 * @param ids      volume of segment or class ids
 * @param masks    at most one mask of the label's size, above 0 at the voxels to train on; without a mask all voxels
 *                 are trained on (a list because {@link Optional} is not serializable)
 */
public record LabelPlan(String node, int channels, VolumePart ids, List<VolumePart> masks) implements Serializable {

    public LabelPlan {
        masks = List.copyOf(masks);
    }

    public Vec3 size() {
        return ids.box().size();
    }

    public Optional<VolumePart> mask() {
        return masks.stream().findFirst();
    }
}
