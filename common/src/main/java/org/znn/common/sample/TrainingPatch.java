package org.znn.common.sample;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Volume;

/**
 * What one forward and backward pass learns from: a patch of a sample, augmented.
 *
 * @param sample  number of the sample it was cut from
 * @param centre  its centre voxel in the sample's first label, (z, y, x), before it was flipped or transposed: ZNN's
 *                location of a patch
 * @param inputs  by the name of the input node, preprocessed, of the size the network needs
 * @param targets by the name of the output node; an output without a label is absent
 */
public record TrainingPatch(int sample, Vec3 centre, Map<String, Volume> inputs, Map<String, Target> targets) {

    public TrainingPatch {
        inputs = new TreeMap<>(inputs);
        targets = new TreeMap<>(targets);
    }

    /**
     * What an output should be.
     *
     * @param label   a value for every output voxel and channel
     * @param mask    1 where the label counts and 0 where not, in the label's shape; empty where it counts everywhere
     * @param balance what the gradient of each voxel and channel is multiplied by to make up for rare classes, in the
     *                label's shape; empty where nothing is made up for
     */
    public record Target(Volume label, Optional<Volume> mask, Optional<Volume> balance) {
    }
}
