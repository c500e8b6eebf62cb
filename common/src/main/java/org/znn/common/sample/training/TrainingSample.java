package org.znn.common.sample.training;

import java.io.Serializable;
import java.util.List;
import org.znn.common.geometry.Box;

/**
 * A validated sample.
 *
 * @param number         number of the sample's section in the data specification
 * @param images         images of the input nodes, one each
 * @param labels         labels of the output nodes that have one
 * @param locationBounds locations at which a patch lies within all images and labels (see {@link PatchSpec})
 * @param locationCount  number of these locations whose centre voxel is included by the mask of a label
 */
public record TrainingSample(int number, List<ImagePlan> images, List<LabelPlan> labels, Box locationBounds,
        long locationCount) implements Serializable {

    public TrainingSample {
        images = List.copyOf(images);
        labels = List.copyOf(labels);
    }

    /** Whether masks restrict the locations of patches: only if every label has a mask. */
    boolean isMasked() {
        return labels.stream().allMatch(l -> l.mask().isPresent());
    }
}
