package org.znn.common.sample.training;

import java.io.Serializable;
import java.util.Optional;
import org.znn.common.geometry.Vec3;

/**
 * What an output node should say of a sample.
 *
 * @param node     name
 * @param channels of the node
 * @param ids      segments or classes
 * @param mask     above 0 where the label counts, of the label's size; empty where it counts everywhere
 */
public record LabelPlan(String node, int channels, VolumePart ids, Optional<VolumePart> mask)
        implements Serializable {

    public Vec3 size() {
        return ids.box().size();
    }
}
