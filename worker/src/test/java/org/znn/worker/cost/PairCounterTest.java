package org.znn.worker.cost;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;

/** Compares the pair counts of Kruskal's algorithm with the definition. */
class PairCounterTest {

    private static final double[][] LIMITS = {{1, 0}, {1, 0.5}, {0.5, 0},
        {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}};

    @RepeatedTest(60)
    void agreesWithTheDefinition(RepetitionInfo repetition) {
        int seed = repetition.getCurrentRepetition();
        Random random = new Random(seed);
        Vec3 size = Patches.randomSize(random, 4);
        Precision precision = Precision.values()[random.nextInt(2)];
        // Few levels give many ties, exact halves, zeros and ones.
        Volume affinity = Patches.random(random, precision, 3, size, random.nextInt(2) * 5);
        Volume label = Patches.bits(random, precision, 3, size, 0.6);
        EdgeGraph graph = new EdgeGraph(size);
        GroundTruthSegments truth = GroundTruthSegments.of(graph, FlatArrays.of(label));
        for (double[] limits : LIMITS) {
            for (boolean fractions : new boolean[] {false, true}) {
                String message = "seed " + seed + ", size " + size + ", high " + limits[0] + ", low " + limits[1]
                        + ", fractions " + fractions;
                NaiveMalis expected = new NaiveMalis(affinity, label, limits[0], limits[1], fractions);
                PairCounts actual = PairCounter.count(graph, truth, FlatArrays.of(affinity), limits[0], limits[1],
                        fractions);
                double tolerance = fractions ? 1e-12 : 0;
                assertArrayEquals(expected.merger, actual.merger(), tolerance, message);
                assertArrayEquals(expected.splitter, actual.splitter(), tolerance, message);
                assertArrayEquals(expected.classifiedPairs, classifiedPairs(actual), tolerance, message);
                assertEquals(expected.voxels, actual.voxels(), message);
            }
        }
    }

    /** Voxels 0 and 1 are one segment, 2 and 3 another; the weakest edge, in the middle, joins them wrongly. */
    @Test
    void countsTheFourPairsAcrossAWrongEdge() {
        EdgeGraph graph = new EdgeGraph(new Vec3(1, 1, 4));
        GroundTruthSegments truth = GroundTruthSegments.of(graph, row(0, 1, 0, 1));
        PairCounts counts = PairCounter.count(graph, truth, row(9, 0.9, 0.6, 0.8), 1, 0, false);
        assertArrayEquals(row(0, 0, 4, 0), counts.merger());
        assertArrayEquals(row(0, 1, 0, 1), counts.splitter());
        assertEquals(4.0 / 6, counts.randError());
    }

    @Test
    void nanAffinitiesJoinNothing() {
        EdgeGraph graph = new EdgeGraph(new Vec3(1, 1, 3));
        GroundTruthSegments truth = GroundTruthSegments.of(graph, row(0, 1, 1));
        PairCounts counts = PairCounter.count(graph, truth, row(0, Double.NaN, 0.8), Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY, false);
        assertArrayEquals(row(0, 0, 1), counts.splitter());
    }

    /** The number of pairs exceeds the integers that float32 represents exactly. */
    @Test
    void countsEveryPairOfALargePatchOnce() {
        Random random = new Random(3);
        Vec3 size = new Vec3(30, 40, 50);
        EdgeGraph graph = new EdgeGraph(size);
        GroundTruthSegments truth = GroundTruthSegments.of(graph,
                FlatArrays.of(Patches.bits(random, Precision.FLOAT32, 3, size, 0.3)));
        PairCounts counts = PairCounter.count(graph, truth,
                FlatArrays.of(Patches.random(random, Precision.FLOAT32, 3, size, 0)), 1, -1, false);
        assertEquals(truth.voxels() * (truth.voxels() - 1) / 2, (long) Arrays.stream(classifiedPairs(counts)).sum());
    }

    private static double[] classifiedPairs(PairCounts counts) {
        return new double[] {counts.truePositives(), counts.trueNegatives(), counts.falsePositives(),
            counts.falseNegatives()};
    }

    /** Returns the three channels of a row of voxels, with edges along x only. */
    private static double[] row(double... x) {
        return Arrays.copyOf(x, 3 * x.length);
    }
}
