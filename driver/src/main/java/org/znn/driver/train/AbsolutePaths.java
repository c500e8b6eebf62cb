package org.znn.driver.train;

import org.znn.common.sample.training.ImagePlan;
import org.znn.common.sample.training.LabelPlan;
import org.znn.common.sample.training.TrainingData;
import org.znn.common.sample.training.TrainingSample;
import org.znn.common.text.UserPath;
import org.znn.common.volume.file.VolumePart;

/** Resolves the file paths of a job against the driver's working directory, which executors do not share. */
final class AbsolutePaths {

    private AbsolutePaths() {
    }

    static TrainingData of(TrainingData data) {
        return new TrainingData(data.patchSpec(), data.samples().stream().map(AbsolutePaths::of).toList());
    }

    private static TrainingSample of(TrainingSample sample) {
        return new TrainingSample(sample.number(), sample.images().stream().map(AbsolutePaths::of).toList(),
                sample.labels().stream().map(AbsolutePaths::of).toList(), sample.locationBounds(),
                sample.locationCount());
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
        return part.withPath(UserPath.toAbsolute(part.path()));
    }
}
