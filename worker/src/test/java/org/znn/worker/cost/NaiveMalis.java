package org.znn.worker.cost;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Volume;

/**
 * MALIS by its definition: adds edges one at a time, relabels connected voxels, and counts every newly connected pair
 * of voxels for the edge.
 */
final class NaiveMalis {

    final double[] merger;
    final double[] splitter;
    /** True positives, true negatives, false positives, false negatives. */
    final double[] classifiedPairs = new double[4];
    final int voxels;

    private final Vec3 size;
    private final int[] segment;

    NaiveMalis(Volume affinity, Volume label, double high, double low, boolean fractions) {
        size = affinity.size();
        merger = new double[FlatArrays.of(affinity).length];
        splitter = new double[merger.length];
        segment = segments(label);
        int n = segment.length;
        int[] sizes = new int[n + 1];
        int inside = 0;
        for (int id : segment) {
            sizes[id]++;
            inside += id > 0 ? 1 : 0;
        }
        voxels = inside;
        List<Edge> edges = edges(affinity);
        edges.replaceAll(e -> new Edge(Math.min(e.value, high), e.from, e.to, e.index));
        edges.removeIf(e -> e.value <= low);
        edges.sort(Comparator.<Edge>comparingDouble(e -> -e.value).thenComparing(e -> -e.from)
                .thenComparing(e -> -e.to));
        int[] domain = singletons(n);
        for (Edge edge : edges) {
            int[] next = merge(domain, edge.from, edge.to);
            for (int u = 0; u < n; u++) {
                for (int v = u + 1; v < n; v++) {
                    if (domain[u] != domain[v] && next[u] == next[v] && segment[u] > 0 && segment[v] > 0) {
                        double pair = fractions ? 1.0 / sizes[segment[u]] / sizes[segment[v]] : 1;
                        count(edge, segment[u] == segment[v], pair);
                    }
                }
            }
            domain = next;
        }
    }

    private void count(Edge edge, boolean same, double pair) {
        (same ? splitter : merger)[edge.index] += pair;
        classifiedPairs[same ? edge.value < 0.5 ? 3 : 0 : edge.value > 0.5 ? 2 : 1] += pair;
    }

    private int[] segments(Volume label) {
        int[] domain = singletons(Math.toIntExact(size.product()));
        for (Edge edge : edges(label)) {
            domain = edge.value > 0.5 ? merge(domain, edge.from, edge.to) : domain;
        }
        int[] ids = new int[domain.length];
        for (int v = 0; v < ids.length; v++) {
            for (int u = 0; u < ids.length; u++) {
                ids[v] = u != v && domain[u] == domain[v] ? domain[v] + 1 : ids[v];
            }
        }
        return ids;
    }

    private static int[] singletons(int n) {
        int[] domain = new int[n];
        for (int v = 0; v < n; v++) {
            domain[v] = v;
        }
        return domain;
    }

    private static int[] merge(int[] domain, int a, int b) {
        int[] next = domain.clone();
        for (int v = 0; v < next.length; v++) {
            next[v] = domain[v] == domain[b] ? domain[a] : domain[v];
        }
        return next;
    }

    private static List<Edge> edges(Volume affinity) {
        List<Edge> edges = new ArrayList<>();
        Vec3 size = affinity.size();
        for (int z = 0; z < size.z(); z++) {
            for (int y = 0; y < size.y(); y++) {
                for (int x = 0; x < size.x(); x++) {
                    int to = (z * size.y() + y) * size.x() + x;
                    if (x > 0) {
                        edges.add(new Edge(affinity.get(0, z, y, x), to - 1, to, affinity.index(0, z, y, x)));
                    }
                    if (y > 0) {
                        edges.add(new Edge(affinity.get(1, z, y, x), to - size.x(), to,
                                affinity.index(1, z, y, x)));
                    }
                    if (z > 0) {
                        edges.add(new Edge(affinity.get(2, z, y, x), to - size.x() * size.y(), to,
                                affinity.index(2, z, y, x)));
                    }
                }
            }
        }
        return edges;
    }

    private record Edge(double value, int from, int to, int index) {
    }
}
