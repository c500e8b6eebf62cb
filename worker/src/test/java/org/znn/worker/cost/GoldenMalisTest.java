package org.znn.worker.cost;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.znn.common.SharedData;
import org.znn.common.geometry.Vec3;

/** MALIS weights that the original program computed. */
class GoldenMalisTest {

    private static final EdgeGraph GRAPH = new EdgeGraph(new Vec3(1, 12, 14));
    private Path file;
    private double[] affinity;
    private double[] label;
    private TrueSegments truth;

    @BeforeEach
    void read() {
        file = SharedData.path("golden/malis/2d/case.h5");
        affinity = Patches.numbers(file, "affinity");
        label = Patches.numbers(file, "true_affinity");
        truth = TrueSegments.of(GRAPH, label);
    }

    @Test
    void plain() {
        assertAs("plain", PairCounter.count(GRAPH, truth, affinity, 1, 0, false));
    }

    @Test
    void inFractionsOfSegments() {
        assertAs("frac", PairCounter.count(GRAPH, truth, affinity, 1, 0, true));
    }

    @Test
    void constrainedMergers() {
        double[] closed = affinity.clone();
        for (int e = 0; e < label.length; e++) {
            closed[e] = label[e] > 0 ? 1 : affinity[e];
        }
        assertAs("merger", PairCounter.count(GRAPH, truth, closed, 1, 0.5, false));
    }

    @Test
    void constrainedSplitters() {
        double[] open = affinity.clone();
        for (int e = 0; e < label.length; e++) {
            open[e] = label[e] == 0 ? 0 : affinity[e];
        }
        assertAs("splitter", PairCounter.count(GRAPH, truth, open, 0.5, 0, false));
    }

    private void assertAs(String run, PairCounts counts) {
        assertArrayEquals(Patches.numbers(file, run + "/merger"), counts.merger(), 1e-14, run);
        assertArrayEquals(Patches.numbers(file, run + "/splitter"), counts.splitter(), 1e-14, run);
        double[] stats = Patches.numbers(file, run + "/stats");
        assertEquals(stats[0], counts.randError(), 1e-15, run);
        assertEquals(stats[1], counts.voxels(), run);
        assertArrayEquals(new double[] {stats[2], stats[3], stats[4], stats[5]},
                new double[] {counts.truePositives(), counts.trueNegatives(), counts.falsePositives(),
                    counts.falseNegatives()}, 1e-12, run);
    }
}
