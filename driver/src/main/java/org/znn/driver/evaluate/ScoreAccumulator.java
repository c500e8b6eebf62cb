package org.znn.driver.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.znn.common.segmentation.SegmentationOverlap;
import org.znn.common.segmentation.SegmentationScores;

/** Accumulates the scores of an output piece by piece, at several thresholds. */
final class ScoreAccumulator {

    private final List<Double> thresholds;
    private final long[] wrong;
    private final SegmentationScores[] sums;
    private final int[] pieces;
    private long values;
    private long voxels;
    private long unsegmented;

    /**
     * Creates an accumulator without pieces.
     *
     * @param thresholds thresholds in increasing order; a single NaN for a segmentation
     */
    ScoreAccumulator(List<Double> thresholds) {
        this.thresholds = thresholds;
        wrong = new long[thresholds.size()];
        pieces = new int[thresholds.size()];
        sums = new SegmentationScores[thresholds.size()];
        Arrays.fill(sums, SegmentationScores.ZERO);
    }

    /** Adds a number of values that {@link #addWrong} examines. */
    void addValues(long count) {
        values += count;
    }

    /** Adds the number of values on the wrong side of a threshold. */
    void addWrong(int threshold, long count) {
        wrong[threshold] += count;
    }

    /** Adds the overlap of a piece, unless it has no true segment. */
    void add(int threshold, SegmentationOverlap overlap) {
        if (overlap.voxels() > 0) {
            sums[threshold] = sums[threshold].plus(SegmentationScores.of(overlap));
            pieces[threshold]++;
            voxels += overlap.voxels();
            unsegmented += overlap.unsegmented();
        }
    }

    /** Returns whether any piece had a true segment. */
    boolean hasSegments() {
        return pieces[0] > 0;
    }

    /** Returns the fraction of the voxels of true segments that the output assigns to none, over all thresholds. */
    double unsegmentedFraction() {
        return (double) unsegmented / voxels;
    }

    /** Returns the scores in order of the thresholds; meaningful only if {@link #hasSegments}. */
    List<Score> scores() {
        List<Score> scores = new ArrayList<>();
        for (int i = 0; i < thresholds.size(); i++) {
            scores.add(new Score(thresholds.get(i), (double) wrong[i] / values, sums[i].dividedBy(pieces[i])));
        }
        return scores;
    }
}
