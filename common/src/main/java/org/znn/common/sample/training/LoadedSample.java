package org.znn.common.sample.training;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.sample.TrainingPatch;
import org.znn.common.volume.Volume;

/**
 * A sample in memory.
 *
 * @param patchSpec shape and position of patches
 * @param number    number of the sample's section in the data specification
 * @param images    images of the input nodes, one each
 * @param labels    labels of the output nodes that have one; at least one label
 * @param locations locations that patches are drawn from
 */
record LoadedSample(PatchSpec patchSpec, int number, List<LoadedImage> images, List<LoadedLabel> labels,
        PatchLocations locations) {

    /**
     * Cuts the patch at a location. Affinities compare each voxel with its predecessor: their patch is cut one output
     * voxel larger along each axis, augmented, and then stripped of its first voxel along each axis, labels and inputs
     * alike.
     */
    TrainingPatch cutPatch(Vec3 location, Augmentation augmentation) {
        Map<String, Volume> inputs = new TreeMap<>();
        for (LoadedImage image : images) {
            Box window = patchSpec.inputWindow(image.plan().size(), image.plan().sizes(), location);
            Box remaining = augmentation.withoutLeading(window, patchSpec.stride().times(patchSpec.leadingMargin()));
            inputs.put(image.plan().node(), image.cutPatch(remaining, augmentation, patchSpec.precision()));
        }
        Map<String, TrainingPatch.Target> targets = new TreeMap<>();
        labels.forEach(label -> targets.put(label.plan().node(), label.target(location, augmentation)));
        Vec3 centre = PatchSpec.centre(labels.get(0).plan().size()).plus(location);
        return new TrainingPatch(number, centre, inputs, targets);
    }
}
