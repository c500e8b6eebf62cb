package org.znn.driver.evaluate;

import java.util.List;
import org.znn.common.geometry.Box;
import org.znn.common.segmentation.ConnectedComponents;
import org.znn.common.segmentation.SegmentationOverlap;
import org.znn.common.segmentation.Thinning;
import org.znn.common.volume.FloatVolume;

/** Scores pieces of a map that are segmented separately, each of them in memory: sections, or the whole volume. */
final class PieceScorer {

    private final MapReader reader;
    private final ProbabilityMap map;
    private final GroundTruth truth;
    private final List<Double> thresholds;
    private final ScoreAccumulator sums;
    private final PolarityCheck polarity;

    PieceScorer(MapReader reader, ProbabilityMap map, GroundTruth truth, List<Double> thresholds,
            ScoreAccumulator sums, PolarityCheck polarity) {
        this.reader = reader;
        this.map = map;
        this.truth = truth;
        this.thresholds = thresholds;
        this.sums = sums;
        this.polarity = polarity;
    }

    /** Adds the scores of a box of the map. */
    void add(Box box) {
        FloatVolume volume = reader.read(box);
        int[] segments = truth.segments(box);
        PlaneRange all = PlaneRange.all(box.size().z());
        if (map instanceof BoundaryMap boundary) {
            polarity.add(segments, 0, segments.length, v -> boundary.inside(volume, v));
        }
        sums.addValues(map.valueCount(box.size(), all));
        for (int i = 0; i < thresholds.size(); i++) {
            sums.addWrong(i, map.countWrong(volume, all, segments, thresholds.get(i)));
            int[] ids = ConnectedComponents.ofGraph(map.graph(volume, all, thresholds.get(i)));
            Thinning.thin(ids, box.size());
            sums.add(i, SegmentationOverlap.of(ids, segments));
        }
    }
}
