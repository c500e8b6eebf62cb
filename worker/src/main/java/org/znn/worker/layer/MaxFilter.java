package org.znn.worker.layer;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.FeatureMapLayout;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.simd.RowOps;

/**
 * Dense sliding-window maximum: out[p] = max over q of in[p + q·d]. Computed along z, then y, then x, as in ZNN; a
 * later value replaces an earlier one only if it is greater, so a NaN survives only as the first element along an axis.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public final class MaxFilter<A> {

    /** Allocates a temporary row; each parallel part needs rows of its own. */
    public interface RowAllocator<A> {
        A allocate(int length);
    }

    private final RowOps<A> rowOps;
    private final RowAllocator<A> allocator;

    public MaxFilter(RowOps<A> rowOps, RowAllocator<A> allocator) {
        this.rowOps = rowOps;
        this.allocator = allocator;
    }

    /**
     * Filters {@code in} into {@code out}.
     *
     * @param in     input, larger than {@code out} by (window − 1)·dilation
     * @param window window size (z, y, x)
     */
    public void forward(FeatureMaps<A> in, Vec3 window, Vec3 dilation, FeatureMaps<A> out, ForkJoinTeam team) {
        int width = in.layout().size().x();
        ParallelRows.forEach(out.layout(), team, (c, z, first, end) -> {
            A columnMax = allocator.allocate(width);
            A sectionMax = allocator.allocate(width);
            for (int y = first; y < end; y++) {
                for (int q = 0; q < window.y(); q++) {
                    A target = q == 0 ? columnMax : sectionMax;
                    maxAlongZ(in, window.z(), dilation.z(), target, in.layout().index(c, z, y + q * dilation.y(), 0));
                    if (q > 0) {
                        rowOps.max(sectionMax, 0, columnMax, 0, width);
                    }
                }
                maxAlongX(columnMax, window.x(), dilation.x(), out, out.layout().index(c, z, y, 0));
            }
        });
    }

    private void maxAlongZ(FeatureMaps<A> in, int window, int dilation, A row, int offset) {
        FeatureMapLayout layout = in.layout();
        System.arraycopy(in.data(), offset, row, 0, layout.size().x());
        for (int q = 1; q < window; q++) {
            rowOps.max(in.data(), offset + q * dilation * layout.planeStride(), row, 0, layout.size().x());
        }
    }

    private void maxAlongX(A row, int window, int dilation, FeatureMaps<A> out, int offset) {
        int width = out.layout().size().x();
        System.arraycopy(row, 0, out.data(), offset, width);
        for (int q = 1; q < window; q++) {
            rowOps.max(row, q * dilation, out.data(), offset, width);
        }
    }
}
