package org.znn.worker.cost;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.znn.common.GoldenData;
import org.znn.common.geometry.Vec3;

/** Compares MALIS weights with those of the original ZNN. */
class GoldenMalisTest {

    private static final EdgeGraph GRAPH = new EdgeGraph(new Vec3(1, 12, 14));
    private Path file;
    private double[] affinity;
    private double[] label;
    private GroundTruthSegments truth;

    @BeforeEach
    void readCase() {
        file = GoldenData.folder("malis/2d").resolve("case.h5");
        affinity = Patches.readDoubles(file, "affinity");
        label = Patches.readDoubles(file, "true_affinity");
        truth = GroundTruthSegments.of(GRAPH, label);
    }

    @Test
    void matchesPlainWeights() {
        assertMatches("plain", PairCounter.count(GRAPH, truth, affinity, 1, 0, false));
    }

    @Test
    void matchesFractionWeights() {
        assertMatches("frac", PairCounter.count(GRAPH, truth, affinity, 1, 0, true));
    }

    @Test
    void matchesConstrainedMergers() {
        double[] closed = affinity.clone();
        for (int e = 0; e < label.length; e++) {
            closed[e] = label[e] > 0 ? 1 : affinity[e];
        }
        assertMatches("merger", PairCounter.count(GRAPH, truth, closed, 1, 0.5, false));
    }

    @Test
    void matchesConstrainedSplitters() {
        double[] open = affinity.clone();
        for (int e = 0; e < label.length; e++) {
            open[e] = label[e] == 0 ? 0 : affinity[e];
        }
        assertMatches("splitter", PairCounter.count(GRAPH, truth, open, 0.5, 0, false));
    }

    private void assertMatches(String group, PairCounts counts) {
        assertArrayEquals(Patches.readDoubles(file, group + "/merger"), counts.merger(), 1e-14, group);
        assertArrayEquals(Patches.readDoubles(file, group + "/splitter"), counts.splitter(), 1e-14, group);
        double[] stats = Patches.readDoubles(file, group + "/stats");
        assertEquals(stats[0], counts.randError(), 1e-15, group);
        assertEquals(stats[1], counts.voxels(), group);
        assertArrayEquals(new double[] {stats[2], stats[3], stats[4], stats[5]},
                new double[] {counts.truePositives(), counts.trueNegatives(), counts.falsePositives(),
                    counts.falseNegatives()}, 1e-12, group);
    }
}
