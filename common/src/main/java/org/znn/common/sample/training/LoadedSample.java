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
 * @param rules     of patches
 * @param number    of its section
 * @param images    one for each input node
 * @param labels    of the outputs that have one, at least one
 * @param locations where patches are drawn
 */
record LoadedSample(PatchRules rules, int number, List<LoadedImage> images, List<LoadedLabel> labels,
        Locations locations) {

    /**
     * The patch at a place. Where affinities look back to the voxel before, a patch one output voxel larger is
     * augmented, and the first is dropped along each axis, of labels and inputs alike.
     */
    TrainingPatch patch(Vec3 place, Augmentation augmentation) {
        Map<String, Volume> inputs = new TreeMap<>();
        for (LoadedImage image : images) {
            Box window = rules.window(image.plan().size(), image.plan().sizes(), place);
            Box kept = augmentation.kept(window, rules.stride().times(rules.lead()));
            inputs.put(image.plan().node(), image.patch(kept, augmentation, rules.precision()));
        }
        Map<String, TrainingPatch.Target> targets = new TreeMap<>();
        labels.forEach(label -> targets.put(label.plan().node(), label.patch(place, augmentation)));
        Vec3 centre = PatchRules.centre(labels.get(0).plan().size()).plus(place);
        return new TrainingPatch(number, centre, inputs, targets);
    }
}
