package org.znn.driver.evaluate;

import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.VolumeInfo;
import org.znn.driver.report.Quantities;

/**
 * The memory of an evaluation: half of the heap for voxels, a quarter for tables of segments.
 *
 * @param heap        size of the heap in bytes
 * @param labelVoxels voxels of the label for each voxel of the output, the product of the output's stride
 */
record MemoryBudget(long heap, long labelVoxels) {

    /** Bytes per voxel of the ids, components, queue and read buffers. */
    private static final long WORKSPACE_BYTES = 40;
    private static final long MAX_VOXELS = Integer.MAX_VALUE / 3;
    /** Bytes per segment of tables of which half is filled and that are copied to grow, and of marginal sums. */
    private static final long SEGMENT_BYTES = 128;
    private static final int MIN_WINDOW_SLABS = 3;
    private static final int SECTIONS_LIMIT = 1 << 20;

    /** Returns the number of segments, or of overlapping pairs, that fit for each of several thresholds. */
    int maxSegments(int thresholds) {
        return (int) Math.min(1 << 28, heap / 4 / SEGMENT_BYTES / thresholds);
    }

    private double bytes(VolumeInfo info, double voxels) {
        return voxels * (WORKSPACE_BYTES + (double) Long.BYTES * Math.max(0, labelVoxels - 1)
                + (double) Float.BYTES * info.channels());
    }

    /** Returns whether a piece of a map fits into memory. */
    boolean fits(VolumeInfo info, Vec3 piece) {
        return bytes(info, piece.product()) <= heap / 2.0 && piece.product() <= maxVoxels(info);
    }

    private long maxVoxels(VolumeInfo info) {
        return Math.min(MAX_VOXELS, Integer.MAX_VALUE / Math.max(Math.max(1, info.channels()), labelVoxels) - 8);
    }

    private int sections(VolumeInfo info, Vec3 size) {
        double plane = size.with(0, 1).product();
        double sections = Math.min(heap / 2.0 / bytes(info, plane), maxVoxels(info) / plane);
        return (int) Math.min(SECTIONS_LIMIT, sections);
    }

    /** Returns the division of a region that does not fit into memory. */
    Slabs slabs(VolumeInfo info, Box region, int reach) {
        return Slabs.of(region, sections(info, region.size()), reach);
    }

    /**
     * Requires that the pieces, or slabs of them, fit into memory.
     *
     * @param diagnostics receives an error if not
     */
    void check(Interpretation meaning, VolumeInfo info, Box region, Diagnostics diagnostics) {
        boolean bySections = !meaning.whole() || meaning.kind() == OutputKind.SEGMENTATION;
        if (fits(info, bySections ? region.size().with(0, 1) : region.size())) {
            return;
        }
        int reach = meaning.edges().stream().mapToInt(AffinityEdge::sections).max().orElse(1);
        int needed = bySections ? 1 : MIN_WINDOW_SLABS * Math.max(1, reach);
        if (sections(info, region.size()) < needed) {
            diagnostics.error(info.path(), tooLarge(info, region.size().with(0, needed)),
                    "cut the files into smaller tiles, or give more memory (--driver-memory)");
        }
    }

    private String tooLarge(VolumeInfo info, Vec3 size) {
        return "segmenting " + size + " voxels at a time needs " + Quantities.formatBytes(bytes(info, size.product()))
                + "; half of the heap has " + Quantities.formatBytes(heap / 2.0) + ", and the limit is "
                + Quantities.formatCount(maxVoxels(info)) + " voxels";
    }
}
