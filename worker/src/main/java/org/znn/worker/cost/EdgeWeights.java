package org.znn.worker.cost;

import java.util.Arrays;
import org.znn.common.config.MalisNormalisation;
import org.znn.common.config.TrainingConfig;

/**
 * MALIS weights of edges: each edge is weighted by the number of voxel pairs whose connectivity it determines, which
 * focuses learning on merge and split errors (ZNN-SEMANTICS 6).
 */
final class EdgeWeights {

    private final MalisNormalisation normalisation;
    private final boolean constrained;

    EdgeWeights(TrainingConfig.Malis malis) {
        normalisation = malis.normalisation();
        constrained = malis.constrained();
    }

    /**
     * Computes the weight of each edge.
     *
     * @param affinity predicted affinities by edge
     * @param label    true affinities by edge
     * @param truth    segments of {@code label}
     */
    double[] compute(EdgeGraph graph, double[] affinity, double[] label, GroundTruthSegments truth) {
        double[] weights = constrained ? constrained(graph, affinity, label, truth)
                : unconstrained(graph, affinity, truth);
        double divisor = switch (normalisation) {
            case NONE, FRACTION -> 1;
            case NUMBER -> truth.voxels();
            case PAIR -> truth.voxels() * (truth.voxels() - 1.0);
        };
        return divisor == 0 ? weights : Arrays.stream(weights).map(w -> w / divisor).toArray();
    }

    private double[] unconstrained(EdgeGraph graph, double[] affinity, GroundTruthSegments truth) {
        PairCounts counts = PairCounter.count(graph, truth, affinity, 1, 0,
                normalisation == MalisNormalisation.FRACTION);
        return sum(counts.merger(), 1, counts.splitter(), 1);
    }

    /**
     * Counts mergers with all true edges set to 1 and splitters with all false edges set to 0, each as a fraction of
     * the pairs of its kind. {@link MalisNormalisation#FRACTION} has no effect here.
     */
    private static double[] constrained(EdgeGraph graph, double[] affinity, double[] label, GroundTruthSegments truth) {
        double[] closed = affinity.clone();
        double[] open = affinity.clone();
        for (int e = 0; e < label.length; e++) {
            closed[e] = label[e] > 0 ? 1 : affinity[e];
            open[e] = label[e] == 0 ? 0 : affinity[e];
        }
        PairCounts mergers = PairCounter.count(graph, truth, closed, 1, 0.5, false);
        PairCounts splitters = PairCounter.count(graph, truth, open, 0.5, 0, false);
        return sum(mergers.merger(), mergers.falsePositives() + mergers.trueNegatives(),
                splitters.splitter(), splitters.truePositives() + splitters.falseNegatives());
    }

    /** Returns a / divisorA + b / divisorB by element; a term with divisor 0 is omitted. */
    private static double[] sum(double[] a, double divisorA, double[] b, double divisorB) {
        double[] sum = new double[a.length];
        for (int e = 0; e < sum.length; e++) {
            sum[e] = (divisorA == 0 ? 0 : a[e] / divisorA) + (divisorB == 0 ? 0 : b[e] / divisorB);
        }
        return sum;
    }
}
