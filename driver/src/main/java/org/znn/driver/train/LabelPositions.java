package org.znn.driver.train;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.znn.common.geometry.Vec3;
import org.znn.common.sample.training.LabelPlan;
import org.znn.common.sample.training.PatchSpec;
import org.znn.common.sample.training.TrainingSample;
import org.znn.common.volume.file.VolumePart;

/** Describes where labels lie in the images of their samples: volumes of different sizes share their centres. */
final class LabelPositions {

    private static final int MAX_LINES = 20;

    private LabelPositions() {
    }

    /**
     * Returns one line for each label.
     *
     * @param onlyDifferent whether to omit labels that have the size of all images of their sample
     */
    static List<String> lines(List<TrainingSample> samples, boolean onlyDifferent) {
        List<String> lines = new ArrayList<>();
        for (TrainingSample sample : samples) {
            sample.labels().stream().filter(label -> !onlyDifferent || differs(sample, label))
                    .forEach(label -> lines.add(line(sample, label)));
        }
        if (lines.size() > MAX_LINES) {
            int more = lines.size() - MAX_LINES;
            lines.subList(MAX_LINES, lines.size()).clear();
            lines.add("… and " + more + " more labels");
        }
        return lines;
    }

    private static boolean differs(TrainingSample sample, LabelPlan label) {
        return sample.images().stream().anyMatch(image -> !image.size().equals(label.size()));
    }

    private static String line(TrainingSample sample, LabelPlan label) {
        return "sample" + sample.number() + ": the label " + label.ids().path() + " (" + label.size() + ") "
                + sample.images().stream().map(image -> position(label, image.parts().get(0))).distinct()
                        .collect(Collectors.joining(" and "));
    }

    private static String position(LabelPlan label, VolumePart image) {
        Vec3 size = image.box().size();
        Vec3 start = PatchSpec.labelOrigin(size, label.size()).plus(image.box().start());
        return (size.equals(label.size()) && start.equals(Vec3.ZERO)
                ? "covers " : "begins at z,y,x = " + start + " of ")
                + image.path() + " (" + size + ")";
    }
}
