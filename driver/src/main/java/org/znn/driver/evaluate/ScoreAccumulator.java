package org.znn.driver.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.znn.common.segmentation.SegmentationOverlap;
import org.znn.common.segmentation.Thinning;
import org.znn.common.volume.Volume;

/** Accumulates the scores of an output piece by piece, at several thresholds. */
final class ScoreAccumulator {

    private final OutputKind kind;
    private final List<Double> thresholds;
    private final long[] wrong;
    private final double[] rand;
    private final double[] info;
    private long values;
    private int pieces;

    ScoreAccumulator(OutputKind kind, List<Double> thresholds) {
        this.kind = kind;
        this.thresholds = thresholds;
        wrong = new long[thresholds.size()];
        rand = new double[thresholds.size()];
        info = new double[thresholds.size()];
    }

    /**
     * Adds a piece. A piece without any true segment contributes to the pixel error only.
     *
     * @param truth true segment of each voxel, 0 for boundary
     */
    void add(Volume output, int[] truth) {
        values += kind.valueCount(output.size());
        boolean scored = false;
        for (int i = 0; i < thresholds.size(); i++) {
            wrong[i] += kind.countWrong(output, truth, thresholds.get(i));
            int[] segments = kind.segments(output, thresholds.get(i));
            Thinning.thin(segments, output.size());
            SegmentationOverlap overlap = new SegmentationOverlap(segments, truth);
            if (overlap.voxels() > 0) {
                rand[i] += overlap.vRand();
                info[i] += overlap.vInfo();
                scored = true;
            }
        }
        pieces += scored ? 1 : 0;
    }

    /** Returns whether any piece had a true segment. */
    boolean hasSegments() {
        return pieces > 0;
    }

    /** Returns the scores in order of the thresholds; meaningful only if {@link #hasSegments}. */
    List<Score> scores() {
        List<Score> scores = new ArrayList<>();
        for (int i = 0; i < thresholds.size(); i++) {
            scores.add(new Score(thresholds.get(i), (double) wrong[i] / values, rand[i] / pieces, info[i] / pieces));
        }
        return scores;
    }
}
