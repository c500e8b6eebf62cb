package org.znn.common.segmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Compares V_Rand and V_Info with hand-computed values and with counts of pairs. */
class SegmentationOverlapTest {

    @Test
    void agreementScoresOneWhateverTheIds() {
        SegmentationOverlap overlap = SegmentationOverlap.of(new int[] {5, 5, 0, 8}, new int[] {1, 1, 7, 3});
        assertEquals(1, SegmentationScores.of(overlap).vRand(), 1e-15);
        assertEquals(1, SegmentationScores.of(overlap).vInfo(), 1e-15);
    }

    /** Merges two true segments of two voxels: Σp² = ½² + ½² = ½, Σs² = 1, Σt² = ½; mutual information 0. */
    @Test
    void scoresAMerger() {
        SegmentationOverlap overlap = SegmentationOverlap.of(new int[] {1, 1, 1, 1}, new int[] {1, 1, 2, 2});
        assertEquals(0.5 / 0.75, SegmentationScores.of(overlap).vRand(), 1e-15);
        assertEquals(0, SegmentationScores.of(overlap).vInfo(), 1e-15);
    }

    /** Splits a segment in half: p = ¼, ¼, ½; H(S) = 1.5 bit, H(T) = I(S;T) = 1 bit. */
    @Test
    void scoresASplit() {
        SegmentationOverlap overlap = SegmentationOverlap.of(new int[] {1, 2, 3, 3}, new int[] {1, 1, 2, 2});
        assertEquals(0.375 / ((0.375 + 0.5) / 2), SegmentationScores.of(overlap).vRand(), 1e-15);
        assertEquals(2 / 2.5, SegmentationScores.of(overlap).vInfo(), 1e-15);
    }

    @Test
    void ignoresVoxelsWithoutATrueSegment() {
        SegmentationOverlap overlap = SegmentationOverlap.of(new int[] {1, 9, 9, 2}, new int[] {1, 0, 0, 2});
        assertEquals(2, overlap.voxels());
        assertEquals(1, SegmentationScores.of(overlap).vRand());
        assertEquals(1, SegmentationScores.of(overlap).vInfo());
    }

    @Test
    void singleSegmentsAgree() {
        SegmentationOverlap overlap = SegmentationOverlap.of(new int[] {0, 0}, new int[] {4, 4});
        assertEquals(1, SegmentationScores.of(overlap).vRand());
        assertEquals(1, SegmentationScores.of(overlap).vInfo());
    }

    @Test
    void scoresAreNaNWithoutTrueSegments() {
        SegmentationOverlap overlap = SegmentationOverlap.of(new int[] {1, 2}, new int[] {0, 0});
        assertEquals(0, overlap.voxels());
        assertTrue(Double.isNaN(SegmentationScores.of(overlap).vRand()));
        assertTrue(Double.isNaN(SegmentationScores.of(overlap).vInfo()));
    }

    @Test
    void rejectsVolumesOfDifferentSizes() {
        assertThrows(IllegalArgumentException.class, () -> SegmentationOverlap.of(new int[2], new int[3]));
    }

    @RepeatedTest(20)
    void agreesWithPairCounts(RepetitionInfo repetition) {
        int seed = repetition.getCurrentRepetition();
        Random random = new Random(seed);
        int[] segment = random.ints(60, 0, 1 + random.nextInt(9)).map(id -> id * 1_000_003).toArray();
        int[] truth = random.ints(60, 0, 2 + random.nextInt(9)).map(id -> -id).toArray();
        int[] counted = IntStream.range(0, 60).filter(v -> truth[v] != 0).toArray();
        double n = counted.length;
        double together = 0;
        double inSegment = 0;
        double inTruth = 0;
        double entropies = 0;
        double joint = 0;
        for (int u : counted) {
            int same = 0;
            int sameSegment = 0;
            int sameTruth = 0;
            for (int v : counted) {
                sameSegment += segment[u] == segment[v] ? 1 : 0;
                sameTruth += truth[u] == truth[v] ? 1 : 0;
                same += segment[u] == segment[v] && truth[u] == truth[v] ? 1 : 0;
            }
            together += same;
            inSegment += sameSegment;
            inTruth += sameTruth;
            entropies -= (Math.log(sameSegment / n) + Math.log(sameTruth / n)) / n;
            joint -= Math.log(same / n) / n;
        }
        SegmentationOverlap overlap = SegmentationOverlap.of(segment, truth);
        assertEquals(counted.length, overlap.voxels());
        SegmentationScores scores = SegmentationScores.of(overlap);
        assertEquals(2 * together / (inSegment + inTruth), scores.vRand(), 1e-12, "seed " + seed);
        assertEquals(together / inTruth, scores.vRandSplit(), 1e-12, "seed " + seed);
        assertEquals(together / inSegment, scores.vRandMerge(), 1e-12, "seed " + seed);
        assertEquals(2 * (together - n) / (inSegment + inTruth - 2 * n), 1 - scores.distinctPairsError(), 1e-12,
                "seed " + seed);
        assertEquals(entropies == 0 ? 1 : 2 * (entropies - joint) / entropies, scores.vInfo(), 1e-12, "seed " + seed);
    }
}
