package org.znn.driver.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.znn.common.diagnostic.UserErrorException;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.segmentation.SegmentationScores;
import org.znn.common.segmentation.TooManySegmentsException;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.MemoryImage;
import org.znn.common.volume.Placement;

/** Compares the scores by slabs with those of the whole volume in memory. */
class SlabScorerTest {

    private static final List<Double> THRESHOLDS = List.of(0.1, 0.5, 0.8, 0.97);

    @RepeatedTest(60)
    void slabsScoreAsTheWhole(RepetitionInfo repetition) {
        int seed = repetition.getCurrentRepetition();
        Random random = new Random(seed);
        Vec3 size = new Vec3(1 + random.nextInt(14), 1 + random.nextInt(7), 1 + random.nextInt(7));
        ProbabilityMap map = random.nextBoolean()
                ? new BoundaryMap(random.nextInt(2), BoundaryPolarity.values()[random.nextInt(2)])
                : new AffinityMap(AffinityChannels.parseOffsets(random.nextBoolean() ? "-1,0,0;0,-1,0;0,0,-1"
                        : "1,0,0;0,1,0;0,0,-1;-2,1,-1;3,0,0").edges());
        MemoryImage image = image(size, 5, v -> random.nextInt(1025) / 1024.0);
        int ids = 1 + random.nextInt(4);
        MemoryImage label = image(size, 1, v -> random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(ids));
        int depth = Math.max(1, map.reach()) + random.nextInt(3);
        List<Score> whole = scores(image, map, label, 0, 0);
        if (whole.isEmpty()) {
            return;
        }
        List<Score> slabs = scores(image, map, label, depth, 100);
        for (int i = 0; i < THRESHOLDS.size(); i++) {
            SegmentationScores expected = whole.get(i).segments();
            SegmentationScores actual = slabs.get(i).segments();
            String message = "seed " + seed + ", threshold " + THRESHOLDS.get(i);
            assertEquals(whole.get(i).pixelError(), slabs.get(i).pixelError(), message);
            assertEquals(expected.vRand(), actual.vRand(), 1e-12, message);
            assertEquals(expected.vInfo(), actual.vInfo(), 1e-12, message);
            assertEquals(expected.adaptedRandError(), actual.adaptedRandError(), 1e-12, message);
            assertEquals(expected.voiSplit(), actual.voiSplit(), 1e-12, message);
            assertEquals(expected.voiMerge(), actual.voiMerge(), 1e-12, message);
        }
    }

    /** A segment in the first section alone: voxels far from it need the whole volume in memory. */
    @Test
    void segmentsTooFarAwayAreRefusedWithFigures() {
        Vec3 size = new Vec3(20, 2, 2);
        MemoryImage image = image(size, 1, v -> v < 4 ? 1 : 0);
        MemoryImage label = image(size, 1, v -> 1 + v % 2);
        ProbabilityMap map = new BoundaryMap(0, BoundaryPolarity.INSIDE);
        String message = assertThrows(UserErrorException.class, () -> scores(image, map, label, 2, 2)).getMessage();
        assertTrue(message.contains("more than 4 sections from the nearest segment, too far for the 10 of 20 sections"),
                message);
    }

    @Test
    void tooManySegmentsAreRefused() {
        MemoryImage image = image(new Vec3(8, 8, 8), 1, v -> (v + v / 8 + v / 64) % 2);
        MemoryImage label = image(new Vec3(8, 8, 8), 1, v -> 1 + v % 2);
        ProbabilityMap map = new BoundaryMap(0, BoundaryPolarity.INSIDE);
        SlabScorer scorer = new SlabScorer(reader(image, map), map, truth(label), THRESHOLDS,
                new ScoreAccumulator(THRESHOLDS), new PolarityCheck(), new Slabs(Box.ofSize(new Vec3(8, 8, 8)), 2, 9),
                100);
        assertThrows(TooManySegmentsException.class, () -> scorer.score(line -> { }));
    }

    @Test
    void memoryDecidesTheDepthOfSlabs() {
        Slabs slabs = Slabs.of(Box.ofSize(new Vec3(100, 10, 10)), 30, 1);
        assertEquals(4, slabs.depth());
        assertEquals(3, slabs.maxMargin());
        assertTrue(slabs.maxSections() <= 30);
        assertEquals(3, Slabs.of(Box.ofSize(new Vec3(100, 10, 10)), 9, 3).depth());
    }

    private static List<Score> scores(MemoryImage image, ProbabilityMap map, MemoryImage label, int depth, int margin) {
        ScoreAccumulator sums = new ScoreAccumulator(THRESHOLDS);
        Box region = Box.ofSize(image.info().size());
        if (depth == 0) {
            new PieceScorer(reader(image, map), map, truth(label), THRESHOLDS, sums, new PolarityCheck()).add(region);
        } else {
            new SlabScorer(reader(image, map), map, truth(label), THRESHOLDS, sums, new PolarityCheck(),
                    new Slabs(region, depth, margin), 1 << 20).score(line -> { });
        }
        return sums.hasSegments() ? sums.scores() : List.of();
    }

    private static MapReader reader(MemoryImage image, ProbabilityMap map) {
        return new MapReader(image, new ValueScale("map", ElementType.FLOAT64, 1, false, false), map.channels());
    }

    private static GroundTruth truth(MemoryImage label) {
        return new GroundTruth(label, new Placement(Vec3.ZERO, Vec3.ONE), Box.ofSize(label.info().size()), false,
                1 << 20);
    }

    private static MemoryImage image(Vec3 size, int channels, IntToDoubleFunction value) {
        double[] data = new double[(int) (channels * size.product())];
        Arrays.setAll(data, value);
        return new MemoryImage(new DoubleVolume(channels, size, data));
    }
}
