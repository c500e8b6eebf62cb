package org.znn.driver.train;

import org.znn.common.sample.training.ImagePlan;
import org.znn.common.sample.training.LabelPlan;
import org.znn.common.sample.training.TrainingData;
import org.znn.common.sample.training.TrainingSample;
import org.znn.common.text.UserPath;
import org.znn.common.volume.file.VolumePart;

/** Makes the paths of files good for executors, which have working folders of their own. */
final class AbsolutePaths {

    private AbsolutePaths() {
    }

    static TrainingData of(TrainingData data) {
        return new TrainingData(data.rules(), data.samples().stream().map(AbsolutePaths::of).toList());
    }

    private static TrainingSample of(TrainingSample sample) {
        return new TrainingSample(sample.number(), sample.images().stream().map(AbsolutePaths::of).toList(),
                sample.labels().stream().map(AbsolutePaths::of).toList(), sample.places(), sample.locations());
    }

    private static ImagePlan of(ImagePlan image) {
        return new ImagePlan(image.node(), image.parts().stream().map(AbsolutePaths::of).toList(),
                image.normalization(), image.sizes());
    }

    private static LabelPlan of(LabelPlan label) {
        return new LabelPlan(label.node(), label.channels(), of(label.ids()),
                label.masks().stream().map(AbsolutePaths::of).toList());
    }

    private static VolumePart of(VolumePart part) {
        return part.at(UserPath.absolute(part.path()));
    }
}
