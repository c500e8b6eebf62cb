package org.znn.worker.layer;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.simd.Rows;

/**
 * Dense sliding maximum, out[p] = max over q of in[p + q·d]. Along z, then y, then x, as ZNN does it; a later value
 * wins only where it is greater, so a NaN survives only as the earliest element along an axis.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public final class MaxFilter<A> {

    /** Makes room for one row; each part of the work needs its own. */
    public interface RowAllocator<A> {
        A allocate(int length);
    }

    private final Rows<A> rows;
    private final RowAllocator<A> allocator;

    public MaxFilter(Rows<A> rows, RowAllocator<A> allocator) {
        this.rows = rows;
        this.allocator = allocator;
    }

    /** {@code in} must be (window − 1)·dilation larger than {@code out}. */
    public void forward(Maps<A> in, Vec3 window, Vec3 dilation, Maps<A> out, ThreadTeam team) {
        int width = in.layout().size().x();
        MapRows.forEach(out.layout(), team, (c, z, first, end) -> {
            A columns = allocator.allocate(width);
            A sections = allocator.allocate(width);
            for (int y = first; y < end; y++) {
                for (int q = 0; q < window.y(); q++) {
                    A target = q == 0 ? columns : sections;
                    alongZ(in, window.z(), dilation.z(), target, in.layout().index(c, z, y + q * dilation.y(), 0));
                    if (q > 0) {
                        rows.max(sections, 0, columns, 0, width);
                    }
                }
                alongX(columns, window.x(), dilation.x(), out, out.layout().index(c, z, y, 0));
            }
        });
    }

    private void alongZ(Maps<A> in, int window, int dilation, A row, int at) {
        MapsLayout layout = in.layout();
        System.arraycopy(in.data(), at, row, 0, layout.size().x());
        for (int q = 1; q < window; q++) {
            rows.max(in.data(), at + q * dilation * layout.planeStride(), row, 0, layout.size().x());
        }
    }

    private void alongX(A row, int window, int dilation, Maps<A> out, int at) {
        int width = out.layout().size().x();
        System.arraycopy(row, 0, out.data(), at, width);
        for (int q = 1; q < window; q++) {
            rows.max(row, q * dilation, out.data(), at, width);
        }
    }
}
