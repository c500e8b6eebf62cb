package org.znn.common.sample;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Volume;

/**
 * An augmented patch of a sample: the inputs and targets of one forward and backward pass.
 *
 * @param sample  number of the sample that the patch was cut from
 * @param centre  centre voxel of the patch in the sample's first label, (z, y, x), before augmentation; ZNN calls it
 *                the location of the patch
 * @param inputs  normalized images of the size that the network needs, by input node
 * @param targets targets by output node; output nodes without a label are absent
 */
public record TrainingPatch(int sample, Vec3 centre, Map<String, Volume> inputs, Map<String, Target> targets) {

    public TrainingPatch {
        inputs = new TreeMap<>(inputs);
        targets = new TreeMap<>(targets);
    }

    /**
     * The target of one output node.
     *
     * @param label   desired value of every output voxel and channel
     * @param mask    1 at the voxels to train on and 0 elsewhere, in the shape of the label; empty to train on all
     *                voxels
     * @param balance factor applied to the gradient of every voxel and channel to compensate for rare classes, in the
     *                shape of the label; empty without rebalancing
     */
    public record Target(Volume label, Optional<Volume> mask, Optional<Volume> balance) {
    }
}
