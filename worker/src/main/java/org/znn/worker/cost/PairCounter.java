package org.znn.worker.cost;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.znn.common.segmentation.DisjointSets;

/**
 * Kruskal's algorithm on the affinities of a patch: edges are taken in descending order, and where one joins two
 * domains, it decides on every pair of voxels with one in each (Turaga et al. 2009, "Maximin affinity learning of
 * image segmentation"; the details as in ZNN, ZNN-SEMANTICS 6). Serves one count.
 */
final class PairCounter {

    private static final double THRESHOLD = 0.5;

    private final EdgeGraph graph;
    private final TrueSegments truth;
    private final boolean fractions;
    private final DisjointSets domains;
    /** By the number that stands for a domain: how many voxels of which true segment it holds, boundary left out. */
    private final Map<Integer, Integer>[] segments;
    /** By the same: those voxels, or the fractions of their segments, added up. */
    private final double[] totals;

    private PairCounter(EdgeGraph graph, TrueSegments truth, boolean fractions) {
        this.graph = graph;
        this.truth = truth;
        this.fractions = fractions;
        domains = new DisjointSets(graph.voxels());
        segments = maps(graph.voxels());
        totals = new double[graph.voxels()];
        for (int v = 0; v < segments.length; v++) {
            int id = truth.ids()[v];
            segments[v] = id == 0 ? Map.of() : Map.of(id, 1);
            totals[v] = id == 0 ? 0 : amount(id, 1);
        }
    }

    /**
     * Counts the pairs.
     *
     * @param affinity  by edge
     * @param high      greater ones count as this
     * @param low       edges of this affinity or a lower one, or of none (NaN), join nothing
     * @param fractions whether a voxel counts as one part in the size of its segment, instead of as 1
     */
    static PairCounts count(EdgeGraph graph, TrueSegments truth, double[] affinity, double high, double low,
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
            double same = same(segments[a], segments[b]);
            double different = different(a, b, same);
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

    private double amount(int id, int voxels) {
        return fractions ? (double) voxels / truth.sizes()[id] : voxels;
    }

    private double same(Map<Integer, Integer> a, Map<Integer, Integer> b) {
        if (a.size() > b.size()) {
            return same(b, a);
        }
        double sum = 0;
        for (Map.Entry<Integer, Integer> entry : a.entrySet()) {
            Integer other = b.get(entry.getKey());
            if (other != null) {
                sum += amount(entry.getKey(), entry.getValue()) * amount(entry.getKey(), other);
            }
        }
        return sum;
    }

    /** All pairs less those of one segment; exactly 0 where both domains lie in the same one. */
    private double different(int a, int b, double same) {
        boolean oneSegment = segments[a].size() == 1 && segments[a].keySet().equals(segments[b].keySet());
        return oneSegment ? 0 : totals[a] * totals[b] - same;
    }

    private void join(int a, int b) {
        int root = domains.join(a, b);
        double total = totals[a] + totals[b];
        Map<Integer, Integer> joined = segments[a].size() < segments[b].size()
                ? added(segments[b], segments[a]) : added(segments[a], segments[b]);
        segments[a] = null;
        segments[b] = null;
        segments[root] = joined;
        totals[root] = total;
    }

    /** The sum; a domain within one segment, as most are, keeps the smallest kind of map. */
    private static Map<Integer, Integer> added(Map<Integer, Integer> many, Map<Integer, Integer> few) {
        if (few.isEmpty()) {
            return many;
        }
        if (many.size() == 1 && many.keySet().equals(few.keySet())) {
            int id = many.keySet().iterator().next();
            return Map.of(id, many.get(id) + few.get(id));
        }
        Map<Integer, Integer> sum = many instanceof HashMap ? many : new HashMap<>(many);
        few.forEach((id, voxels) -> sum.merge(id, voxels, Integer::sum));
        return sum;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Map<Integer, Integer>[] maps(int n) {
        return new Map[n];
    }
}
