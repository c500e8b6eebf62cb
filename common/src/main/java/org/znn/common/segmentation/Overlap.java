package org.znn.common.segmentation;

import java.util.HashMap;
import java.util.Map;

/**
 * How two segmentations S and T of the same voxels overlap, and the scores that follow (Arganda-Carreras et al. 2015,
 * "Crowdsourcing the creation of image segmentation algorithms for connectomics", with α = ½). Voxels that T leaves
 * without a segment do not count: foreground-restricted. With p_ij the share of voxels that lie in segment i of S and
 * in j of T, s_i and t_j its sums:
 * <pre>
 * V_Rand = Σ p_ij² / (½ Σ s_i² + ½ Σ t_j²)
 * V_Info = 2 I(S;T) / (H(S) + H(T)),  I(S;T) = H(S) + H(T) − H(S,T)
 * </pre>
 * Both are 1 where the two agree, and towards 0 the less they do.
 */
public final class Overlap {

    private final Map<Long, long[]> pairs = new HashMap<>();
    private final Map<Integer, long[]> segments = new HashMap<>();
    private final Map<Integer, long[]> truths = new HashMap<>();
    private final long voxels;

    /**
     * Counts.
     *
     * @param segment S: an id for each voxel; 0 is one as any
     * @param truth   T: an id for each voxel, 0 for none
     */
    public Overlap(int[] segment, int[] truth) {
        if (segment.length != truth.length) {
            throw new IllegalArgumentException(segment.length + " voxels held against " + truth.length);
        }
        long sum = 0;
        int v = 0;
        while (v < truth.length) {
            int from = v;
            int s = segment[from];
            int t = truth[from];
            while (v < truth.length && segment[v] == s && truth[v] == t) {
                v++;
            }
            if (t != 0) {
                add(s, t, v - from);
                sum += v - from;
            }
        }
        voxels = sum;
    }

    private void add(int segment, int truth, long run) {
        pairs.computeIfAbsent((long) segment << Integer.SIZE | truth & 0xFFFF_FFFFL, k -> new long[1])[0] += run;
        segments.computeIfAbsent(segment, k -> new long[1])[0] += run;
        truths.computeIfAbsent(truth, k -> new long[1])[0] += run;
    }

    /** Voxels that count; without any there is no score, both are NaN. */
    public long voxels() {
        return voxels;
    }

    /** 0 to 1; the chance that two voxels are together in both, relative to being together in either. */
    public double rand() {
        return squares(pairs) / ((squares(segments) + squares(truths)) / 2);
    }

    /** 0 to 1; what one segmentation tells of the other. */
    public double info() {
        double both = entropy(segments) + entropy(truths);
        // One segment in either: they agree, and neither tells anything.
        return both == 0 && voxels > 0 ? 1 : 2 * Math.max(0, both - entropy(pairs)) / both;
    }

    private double squares(Map<?, long[]> counts) {
        double sum = 0;
        for (long[] count : counts.values()) {
            double p = (double) count[0] / voxels;
            sum += p * p;
        }
        return sum;
    }

    private double entropy(Map<?, long[]> counts) {
        double sum = 0;
        for (long[] count : counts.values()) {
            double p = (double) count[0] / voxels;
            sum -= p * Math.log(p);
        }
        return sum;
    }
}
