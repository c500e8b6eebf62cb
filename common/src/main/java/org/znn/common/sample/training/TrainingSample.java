package org.znn.common.sample.training;

import java.io.Serializable;
import java.util.List;
import org.znn.common.geometry.Box;

/**
 * A sample that was found sound.
 *
 * @param number    of its section
 * @param images    for every input node
 * @param labels    for the output nodes that have one
 * @param places    at which a patch lies within all of them (see {@link PatchRules})
 * @param locations places at which a label counts
 */
public record TrainingSample(int number, List<ImagePlan> images, List<LabelPlan> labels, Box places, long locations)
        implements Serializable {

    public TrainingSample {
        images = List.copyOf(images);
        labels = List.copyOf(labels);
    }

    /** Whether masks leave some places out: not where a label counts everywhere. */
    boolean isMasked() {
        return labels.stream().allMatch(l -> l.mask().isPresent());
    }
}
