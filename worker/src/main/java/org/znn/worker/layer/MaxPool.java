package org.znn.worker.layer;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.FeatureMapLayout;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.simd.RowOps;

/**
 * Max pooling with a stride equal to the window: windows are adjacent and do not overlap, so the size of the maps is
 * divided by the size of the window.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public final class MaxPool<A> {

    private final RowOps<A> rowOps;
    private volatile double prefetchSink;

    public MaxPool(RowOps<A> rowOps) {
        this.rowOps = rowOps;
    }

    /**
     * Pools {@code in} into {@code out}. As in ZNN the maximum is taken along z, then y, then x, and a voxel replaces
     * an earlier one only if it is greater.
     *
     * @param in     input, of the size of {@code out} times the window
     * @param window window size (z, y, x)
     */
    public void forward(FeatureMaps<A> in, Vec3 window, FeatureMaps<A> out, ForkJoinTeam team) {
        FeatureMapLayout source = in.layout();
        FeatureMapLayout target = out.layout();
        int[] rowOffsets = windowRowOffsets(source, window);
        ParallelRows.forEach(target, team, (c, z, first, end) -> {
            prefetchSink = prefetch(in, c, z * window.z(), window.z(), first * window.y(), end * window.y());
            for (int y = first; y < end; y++) {
                rowOps.maxPool(in.data(), source.index(c, z * window.z(), y * window.y(), 0), rowOffsets,
                        out.data(), target.index(c, z, y, 0), target.size().x(), window.x());
            }
        });
    }

    /**
     * Prefetches rows {@code first} to {@code end}, exclusive, of {@code sections} sections of a map, starting at z.
     */
    private double prefetch(FeatureMaps<A> maps, int channel, int z, int sections, int first, int end) {
        FeatureMapLayout layout = maps.layout();
        double sum = 0;
        for (int n = 0; n < sections; n++) {
            sum += rowOps.prefetch(maps.data(), layout.index(channel, z + n, first, 0),
                    (end - first) * layout.rowPitch());
        }
        return sum;
    }

    /** Returns the offset of each row of a window from its first voxel, in the order {@code [y][z]}. */
    static int[] windowRowOffsets(FeatureMapLayout layout, Vec3 window) {
        int[] offsets = new int[window.y() * window.z()];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = i / window.z() * layout.rowPitch() + i % window.z() * layout.planeStride();
        }
        return offsets;
    }
}
