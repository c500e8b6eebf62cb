package org.znn.common.sample.training;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.file.VolumePart;

/**
 * What an output node should say of a sample.
 *
 * @param node     name
 * @param channels of the node
 * @param ids      segments or classes
 * @param masks    one that is above 0 where the label counts, of the label's size, or none where it counts everywhere
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
