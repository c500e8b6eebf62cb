package org.znn.common.segmentation;

import java.util.HashMap;
import java.util.Map;

/**
 * Overlap of a segmentation S with the ground truth T, and the scores derived from it (Arganda-Carreras et al. 2015,
 * "Crowdsourcing the creation of image segmentation algorithms for connectomics", with α = ½). The scores are
 * foreground-restricted: voxels without a segment in T are ignored. With p_ij the fraction of voxels in segment i of S
 * and segment j of T, and s_i and t_j its marginal sums:
 * <pre>
 * V_Rand = Σ p_ij² / (½ Σ s_i² + ½ Σ t_j²)
 * V_Info = 2 I(S;T) / (H(S) + H(T)),  I(S;T) = H(S) + H(T) − H(S,T)
 * </pre>
 * Both are 1 for identical segmentations and approach 0 with growing disagreement.
 */
public final class SegmentationOverlap {

    private final Map<Long, long[]> pairs = new HashMap<>();
    private final Map<Integer, long[]> segments = new HashMap<>();
    private final Map<Integer, long[]> truths = new HashMap<>();
    private final long voxels;

    /**
     * Counts the overlaps.
     *
     * @param segment segment ids of S, one per voxel; 0 is an id like any other
     * @param truth   segment ids of T, one per voxel; 0 for no segment
     */
    public SegmentationOverlap(int[] segment, int[] truth) {
        if (segment.length != truth.length) {
            throw new IllegalArgumentException(segment.length + " voxels of a segmentation compared with "
                    + truth.length + " of the ground truth");
        }
        long sum = 0;
        int v = 0;
        while (v < truth.length) {
            int first = v;
            int s = segment[first];
            int t = truth[first];
            while (v < truth.length && segment[v] == s && truth[v] == t) {
                v++;
            }
            if (t != 0) {
                add(s, t, v - first);
                sum += v - first;
            }
        }
        voxels = sum;
    }

    private void add(int segment, int truth, long count) {
        pairs.computeIfAbsent((long) segment << Integer.SIZE | truth & 0xFFFF_FFFFL, k -> new long[1])[0] += count;
        segments.computeIfAbsent(segment, k -> new long[1])[0] += count;
        truths.computeIfAbsent(truth, k -> new long[1])[0] += count;
    }

    /** Returns the number of voxels with a segment in T; if it is 0, both scores are NaN. */
    public long voxels() {
        return voxels;
    }

    /**
     * Returns V_Rand, 0 to 1: the probability that two voxels share a segment in both segmentations, relative to the
     * mean probability that they do in one.
     */
    public double vRand() {
        return sumOfSquares(pairs) / ((sumOfSquares(segments) + sumOfSquares(truths)) / 2);
    }

    /** Returns V_Info, 0 to 1: the mutual information of the segmentations, normalised by their mean entropy. */
    public double vInfo() {
        double both = entropy(segments) + entropy(truths);
        // Both consist of a single segment: they agree, with zero entropy.
        return both == 0 && voxels > 0 ? 1 : 2 * Math.max(0, both - entropy(pairs)) / both;
    }

    private double sumOfSquares(Map<?, long[]> counts) {
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
