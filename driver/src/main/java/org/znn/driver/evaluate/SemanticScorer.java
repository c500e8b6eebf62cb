package org.znn.driver.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.znn.common.diagnostic.UserErrorException;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.segmentation.LongCounts;
import org.znn.common.segmentation.TooManySegmentsException;
import org.znn.common.volume.FloatVolume;
import org.znn.common.volume.Placement;
import org.znn.common.volume.Precision;
import org.znn.common.volume.VolumeReader;

/**
 * Scores a semantic map. The class of a voxel is the channel of the greatest value, the first of several equal ones, or
 * the id in a map of one channel. The label's value is the class, as in training; a value that is none is ignored.
 */
final class SemanticScorer {

    /** Classes beyond this number are segments rather than classes. */
    private static final int MAX_CLASSES = 1000;

    private final VolumeReader output;
    private final VolumeReader label;
    private final Placement placement;
    private final LongCounts agreeing = new LongCounts(MAX_CLASSES);
    private final LongCounts labelled = new LongCounts(MAX_CLASSES);
    private final LongCounts predicted = new LongCounts(MAX_CLASSES);
    private long voxels;
    private long ignored;

    SemanticScorer(VolumeReader output, VolumeReader label, Placement placement) {
        this.output = output;
        this.label = label;
        this.placement = placement;
    }

    /**
     * Returns the scores of a box of the output.
     *
     * @throws UserErrorException if the label has no voxel of a class, or there are too many classes
     */
    ClassScores score(Box region, Consumer<String> progress) {
        int batch = Math.max(1, IdReader.batch(region, placement.stride()) / output.info().channels());
        for (int z = 0; z < region.size().z(); z += batch) {
            progress.accept("section " + z + " of " + region.size().z());
            Box box = new Box(region.start().plus(new Vec3(z, 0, 0)),
                    region.size().with(0, Math.min(batch, region.size().z() - z)));
            add(classes(box), truth(box));
        }
        if (voxels == 0) {
            throw new UserErrorException(label.info().path(), "no voxel of the label has one of the classes 0 to "
                    + (output.info().channels() - 1), "the values of a semantic label are class ids");
        }
        return scores();
    }

    private long[] truth(Box box) {
        Box labelBox = Alignment.labelBox(box, placement);
        return GroundTruth.strided(label.readIds(labelBox), labelBox.size(), placement.stride(), box);
    }

    private void add(long[] classes, long[] truth) {
        int channels = output.info().channels();
        try {
            for (int v = 0; v < classes.length; v++) {
                if (truth[v] < 0 || channels > 1 && truth[v] >= channels) {
                    ignored++;
                    continue;
                }
                voxels++;
                labelled.add(truth[v], 1);
                predicted.add(classes[v], 1);
                if (classes[v] == truth[v]) {
                    agreeing.add(truth[v], 1);
                }
            }
        } catch (TooManySegmentsException e) {
            throw new UserErrorException(output.info().path(), "output and label have more than " + e.limit()
                    + " classes", "use --kind segmentation for segment ids");
        }
    }

    private long[] classes(Box box) {
        if (output.info().channels() == 1) {
            return output.readIds(box);
        }
        FloatVolume map = (FloatVolume) output.read(box, Precision.FLOAT32);
        int n = (int) box.voxels();
        long[] classes = new long[n];
        for (int channel = 0; channel < map.channels(); channel++) {
            for (int v = 0; v < n; v++) {
                float value = map.data()[channel * n + v];
                if (Float.isNaN(value)) {
                    throw new UserErrorException(output.info().path(), "the output contains NaN in " + box, "");
                }
                if (value > map.data()[(int) classes[v] * n + v]) {
                    classes[v] = channel;
                }
            }
        }
        return classes;
    }

    private ClassScores scores() {
        TreeSet<Long> ids = new TreeSet<>();
        labelled.forEach((id, count) -> ids.add(id));
        predicted.forEach((id, count) -> ids.add(id));
        List<ClassScores.ClassScore> classes = new ArrayList<>();
        long right = 0;
        double sum = 0;
        for (long id : ids) {
            long both = agreeing.get(id);
            double iou = (double) both / (labelled.get(id) + predicted.get(id) - both);
            classes.add(new ClassScores.ClassScore(id, iou, labelled.get(id), predicted.get(id)));
            right += both;
            sum += iou;
        }
        return new ClassScores(voxels, ignored, (double) right / voxels, sum / classes.size(), classes);
    }
}
