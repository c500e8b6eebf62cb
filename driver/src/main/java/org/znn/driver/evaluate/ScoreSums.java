package org.znn.driver.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.znn.common.segmentation.Overlap;
import org.znn.common.segmentation.Thinning;
import org.znn.common.volume.Volume;

/** Adds up the scores of one piece of an output after the other, at several thresholds. */
final class ScoreSums {

    private final OutputKind kind;
    private final List<Double> thresholds;
    private final long[] wrong;
    private final double[] rand;
    private final double[] info;
    private long values;
    private int pieces;

    ScoreSums(OutputKind kind, List<Double> thresholds) {
        this.kind = kind;
        this.thresholds = thresholds;
        wrong = new long[thresholds.size()];
        rand = new double[thresholds.size()];
        info = new double[thresholds.size()];
    }

    /** A piece without any true segment counts for the pixel error alone. */
    void add(Volume output, int[] truth) {
        values += kind.values(output.size());
        boolean scored = false;
        for (int i = 0; i < thresholds.size(); i++) {
            wrong[i] += kind.wrong(output, truth, thresholds.get(i));
            int[] segments = kind.segments(output, thresholds.get(i));
            Thinning.thin(segments, output.size());
            Overlap overlap = new Overlap(segments, truth);
            if (overlap.voxels() > 0) {
                rand[i] += overlap.rand();
                info[i] += overlap.info();
                scored = true;
            }
        }
        pieces += scored ? 1 : 0;
    }

    /** Whether any piece had a true segment. */
    boolean hasSegments() {
        return pieces > 0;
    }

    /** At each threshold, in their order, where there were true segments. */
    List<Score> scores() {
        List<Score> scores = new ArrayList<>();
        for (int i = 0; i < thresholds.size(); i++) {
            scores.add(new Score(thresholds.get(i), (double) wrong[i] / values, rand[i] / pieces, info[i] / pieces));
        }
        return scores;
    }
}
