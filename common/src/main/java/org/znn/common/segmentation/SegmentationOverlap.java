package org.znn.common.segmentation;

/**
 * Overlap of a segmentation S with the ground truth T: the number of voxels of every pair of segments, collected part
 * by part. The overlap is foreground-restricted: voxels without a segment in T (id 0) are ignored. Memory grows with
 * the number of overlapping pairs, not with the volume.
 */
public final class SegmentationOverlap {

    private final LongCounts pairs;
    private final LongCounts segments;
    private final LongCounts truths;
    private long voxels;
    private long background;

    /**
     * Creates an empty overlap.
     *
     * @param maxPairs number of pairs of overlapping segments beyond which further ones are refused
     */
    public SegmentationOverlap(int maxPairs) {
        pairs = new LongCounts(maxPairs);
        segments = new LongCounts(maxPairs);
        truths = new LongCounts(maxPairs);
    }

    /** Creates an overlap of the given voxels; see {@link #add(int[], int[])}. */
    public static SegmentationOverlap of(int[] segment, int[] truth) {
        SegmentationOverlap overlap = new SegmentationOverlap(Integer.MAX_VALUE);
        overlap.add(segment, truth);
        return overlap;
    }

    /**
     * Adds voxels.
     *
     * @param segment segment ids of S, one per voxel; 0 is an id like any other
     * @param truth   segment ids of T, one per voxel; 0 for no segment
     * @throws TooManySegmentsException if there are more pairs than permitted
     */
    public void add(int[] segment, int[] truth) {
        if (segment.length != truth.length) {
            throw new IllegalArgumentException(segment.length + " voxels of a segmentation compared with "
                    + truth.length + " of the ground truth");
        }
        add(segment, truth, 0, truth.length);
    }

    /**
     * Adds the voxels of a range of two arrays.
     *
     * @param first first voxel
     * @param end   voxel after the last
     */
    public void add(int[] segment, int[] truth, int first, int end) {
        int v = first;
        while (v < end) {
            int start = v;
            int s = segment[start];
            int t = truth[start];
            while (v < end && segment[v] == s && truth[v] == t) {
                v++;
            }
            add(s, t, v - start);
        }
    }

    private void add(int segment, int truth, long count) {
        if (truth == 0) {
            background += count;
            return;
        }
        pairs.add((long) segment << Integer.SIZE | truth & 0xFFFF_FFFFL, count);
        segments.add(segment, count);
        truths.add(truth, count);
        voxels += count;
    }

    /** Returns the number of voxels with a segment in T. */
    public long voxels() {
        return voxels;
    }

    /** Returns the number of voxels without a segment in T. */
    public long background() {
        return background;
    }

    /** Returns the number of voxels with a segment in T but none (id 0) in S. */
    public long unsegmented() {
        return segments.get(0);
    }

    /** Returns the number of voxels by pair: the id in S in the upper 32 bits, that in T in the lower. */
    LongCounts pairs() {
        return pairs;
    }

    /** Returns the number of voxels by segment of S. */
    LongCounts segments() {
        return segments;
    }

    /** Returns the number of voxels by segment of T. */
    LongCounts truths() {
        return truths;
    }
}
