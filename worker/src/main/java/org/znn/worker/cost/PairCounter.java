package org.znn.worker.cost;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.znn.common.segmentation.DisjointSets;

/**
 * Kruskal's algorithm on the affinities of a patch: edges are processed in descending order, and an edge that joins two
 * domains determines the connectivity of every pair of voxels with one in each (Turaga et al. 2009, "Maximin affinity
 * learning of image segmentation"; details as in ZNN, see ZNN-SEMANTICS 6). An instance is used for one count.
 */
final class PairCounter {

    private static final double THRESHOLD = 0.5;

    private final EdgeGraph graph;
    private final GroundTruthSegments truth;
    private final boolean fractions;
    private final DisjointSets domains;
    /** Number of voxels per true segment in a domain, without boundary voxels; by the domain's representative. */
    private final Map<Integer, Integer>[] segments;
    /** Total weight of the voxels in {@link #segments}; by the domain's representative. */
    private final double[] totals;

    private PairCounter(EdgeGraph graph, GroundTruthSegments truth, boolean fractions) {
        this.graph = graph;
        this.truth = truth;
        this.fractions = fractions;
        domains = new DisjointSets(graph.voxels());
        segments = maps(graph.voxels());
        totals = new double[graph.voxels()];
        for (int v = 0; v < segments.length; v++) {
            int id = truth.ids()[v];
            segments[v] = id == 0 ? Map.of() : Map.of(id, 1);
            totals[v] = id == 0 ? 0 : weight(id, 1);
        }
    }

    /**
     * Counts the pairs that each edge joins.
     *
     * @param affinity  affinities by edge
     * @param high      upper bound to which affinities are clipped
     * @param low       affinity at or below which an edge joins nothing; edges of affinity NaN join nothing either
     * @param fractions whether a voxel counts as the reciprocal of its segment's size instead of 1
     */
    static PairCounts count(EdgeGraph graph, GroundTruthSegments truth, double[] affinity, double high, double low,
            boolean fractions) {
        double[] clipped = Arrays.stream(affinity).map(a -> Math.min(a, high)).toArray();
        int[] edges = Arrays.stream(graph.edges()).filter(e -> clipped[e] > low).toArray();
        return new PairCounter(graph, truth, fractions).count(EdgeOrder.descending(edges, clipped), clipped);
    }

    private PairCounts count(int[] edges, double[] affinity) {
        double[] merger = new double[affinity.length];
        double[] splitter = new double[affinity.length];
        double truePositives = 0;
        double trueNegatives = 0;
        double falsePositives = 0;
        double falseNegatives = 0;
        for (int edge : edges) {
            int a = domains.find(graph.predecessor(edge));
            int b = domains.find(graph.voxel(edge));
            if (a == b) {
                continue;
            }
            double same = samePairs(segments[a], segments[b]);
            double different = differentPairs(a, b, same);
            splitter[edge] = same;
            merger[edge] = different;
            truePositives += affinity[edge] < THRESHOLD ? 0 : same;
            falseNegatives += affinity[edge] < THRESHOLD ? same : 0;
            falsePositives += affinity[edge] > THRESHOLD ? different : 0;
            trueNegatives += affinity[edge] > THRESHOLD ? 0 : different;
            join(a, b);
        }
        return new PairCounts(merger, splitter, truth.voxels(), truePositives, trueNegatives, falsePositives,
                falseNegatives);
    }

    /** Returns the weight of a number of voxels of a segment: their number, or their fraction of the segment. */
    private double weight(int id, int voxels) {
        return fractions ? (double) voxels / truth.sizes()[id] : voxels;
    }

    /** Returns the pairs of the same segment with one voxel in each of two domains. */
    private double samePairs(Map<Integer, Integer> a, Map<Integer, Integer> b) {
        if (a.size() > b.size()) {
            return samePairs(b, a);
        }
        double sum = 0;
        for (Map.Entry<Integer, Integer> entry : a.entrySet()) {
            Integer other = b.get(entry.getKey());
            if (other != null) {
                sum += weight(entry.getKey(), entry.getValue()) * weight(entry.getKey(), other);
            }
        }
        return sum;
    }

    /** Returns the pairs of different segments: all pairs minus {@code same}, or exactly 0 within one segment. */
    private double differentPairs(int a, int b, double same) {
        boolean oneSegment = segments[a].size() == 1 && segments[a].keySet().equals(segments[b].keySet());
        return oneSegment ? 0 : totals[a] * totals[b] - same;
    }

    private void join(int a, int b) {
        int root = domains.union(a, b);
        double total = totals[a] + totals[b];
        Map<Integer, Integer> joined = segments[a].size() < segments[b].size()
                ? add(segments[b], segments[a]) : add(segments[a], segments[b]);
        segments[a] = null;
        segments[b] = null;
        segments[root] = joined;
        totals[root] = total;
    }

    /** Adds two counts; a domain within one segment, the most frequent case, keeps the smallest kind of map. */
    private static Map<Integer, Integer> add(Map<Integer, Integer> larger, Map<Integer, Integer> smaller) {
        if (smaller.isEmpty()) {
            return larger;
        }
        if (larger.size() == 1 && larger.keySet().equals(smaller.keySet())) {
            int id = larger.keySet().iterator().next();
            return Map.of(id, larger.get(id) + smaller.get(id));
        }
        Map<Integer, Integer> sum = larger instanceof HashMap ? larger : new HashMap<>(larger);
        smaller.forEach((id, voxels) -> sum.merge(id, voxels, Integer::sum));
        return sum;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Map<Integer, Integer>[] maps(int n) {
        return new Map[n];
    }
}
