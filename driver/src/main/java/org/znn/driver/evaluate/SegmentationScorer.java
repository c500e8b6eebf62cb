package org.znn.driver.evaluate;

import java.util.function.Consumer;
import org.znn.common.geometry.Box;
import org.znn.common.segmentation.SegmentNumbering;
import org.znn.common.segmentation.SegmentationOverlap;

/** Compares a segmentation with the ground truth directly: without threshold and thinning, by batches of sections. */
final class SegmentationScorer {

    private final IdReader reader;
    private final GroundTruth truth;
    private final ScoreAccumulator sums;
    private final int maxSegments;

    /**
     * Creates a scorer.
     *
     * @param sums        receives the overlaps as those of threshold 0
     * @param maxSegments number of segments, and of overlapping pairs, beyond which the segmentation is refused
     */
    SegmentationScorer(IdReader reader, GroundTruth truth, ScoreAccumulator sums, int maxSegments) {
        this.reader = reader;
        this.truth = truth;
        this.sums = sums;
        this.maxSegments = maxSegments;
    }

    /**
     * Adds the scores of a piece: a section, or the whole volume.
     *
     * @param batch    sections to read at a time
     * @param progress receives a line before each batch of sections is read
     */
    void add(Box piece, int batch, Consumer<String> progress) {
        Slabs slabs = new Slabs(piece, batch, 0);
        SlabTruth segments = new SlabTruth(truth, slabs, maxSegments);
        for (int slab = 0; slab < slabs.count(); slab++) {
            segments.connect(slab);
        }
        segments.finish();
        SegmentNumbering numbering = new SegmentNumbering(maxSegments);
        SegmentationOverlap overlap = new SegmentationOverlap(maxSegments);
        for (int slab = 0; slab < slabs.count(); slab++) {
            Box box = slabs.box(slab);
            progress.accept("sections " + box.start().z() + " to " + (box.end().z() - 1));
            overlap.add(numbering.numbers(reader.read(box)), segments.segments(slabs.window(slab, 0)));
        }
        sums.add(0, overlap);
    }
}
