package org.znn.driver.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.segmentation.SegmentationScores;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.MemoryImage;
import org.znn.common.volume.Placement;

/** Scores of random segmentations do not depend on the sections read at a time, nor on the values of ids. */
class SegmentationScorerTest {

    @RepeatedTest(30)
    void batchesAndIdsChangeNothing(RepetitionInfo repetition) {
        int seed = repetition.getCurrentRepetition();
        Random random = new Random(seed);
        Vec3 size = new Vec3(2 + random.nextInt(7), 1 + random.nextInt(5), 1 + random.nextInt(5));
        boolean mask = random.nextBoolean();
        int[] truth = random.ints(size.product(), 0, mask ? 2 : 5).toArray();
        truth[0] = 1;
        int[] segments = random.ints(size.product(), 0, 6).toArray();
        SegmentationScores whole = scores(image(size, v -> segments[v]), image(size, v -> truth[v]), size.z());
        for (int batch = 1; batch < size.z(); batch++) {
            assertClose(whole, scores(image(size, v -> segments[v]), image(size, v -> truth[v]), batch), seed);
        }
        // Ids besides 0 are mapped one to one to others.
        assertClose(whole, scores(image(size, v -> segments[v] == 0 ? 0 : 1e9 * (7 - segments[v])),
                image(size, v -> truth[v] == 0 ? 0 : 3000 - 17.0 * truth[v]), 1), seed);
    }

    private static void assertClose(SegmentationScores expected, SegmentationScores actual, int seed) {
        assertEquals(expected.vRand(), actual.vRand(), 1e-12, "seed " + seed);
        assertEquals(expected.vInfo(), actual.vInfo(), 1e-12, "seed " + seed);
        assertEquals(expected.adaptedRandError(), actual.adaptedRandError(), 1e-12, "seed " + seed);
        assertEquals(expected.distinctPairsError(), actual.distinctPairsError(), 1e-12, "seed " + seed);
        assertEquals(expected.voiSplit(), actual.voiSplit(), 1e-12, "seed " + seed);
        assertEquals(expected.voiMerge(), actual.voiMerge(), 1e-12, "seed " + seed);
    }

    private static SegmentationScores scores(MemoryImage output, MemoryImage label, int batch) {
        Box region = Box.ofSize(label.info().size());
        ScoreAccumulator sums = new ScoreAccumulator(List.of(Double.NaN));
        GroundTruth truth = new GroundTruth(label, new Placement(Vec3.ZERO, Vec3.ONE), region, false, 1 << 20);
        new SegmentationScorer(new IdReader(output), truth, sums, 1 << 20).add(region, batch, line -> { });
        return sums.scores().get(0).segments();
    }

    private static MemoryImage image(Vec3 size, IntToDoubleFunction value) {
        double[] data = new double[(int) size.product()];
        Arrays.setAll(data, value);
        return new MemoryImage(new DoubleVolume(1, size, data));
    }
}
