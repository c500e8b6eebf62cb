package org.znn.worker.layer;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.parallel.ThreadTeam;

/**
 * Dense max filter as maxima of shifted rows, in either precision: out[p] = the greatest of in[p + q·d], q in the
 * window.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public final class RowMaxFilter<A> {

    private final Rows<A> rows;

    public RowMaxFilter(Rows<A> rows) {
        this.rows = rows;
    }

    /** Filters {@code in} into {@code out}, which is (window − 1)·dilation smaller. */
    public void forward(Maps<A> in, Vec3 window, Vec3 dilation, Maps<A> out, ThreadTeam team) {
        MapsLayout source = in.layout();
        MapsLayout target = out.layout();
        int width = target.size().x();
        MapRows.forEach(target, team, (m, z, first, end) -> {
            for (int y = first; y < end; y++) {
                int row = target.index(m, z, y, 0);
                System.arraycopy(in.data(), source.index(m, z, y, 0), out.data(), row, width);
                for (int q = 1; q < window.product(); q++) {
                    int a = q % window.z();
                    int b = q / window.z() % window.y();
                    int c = q / window.z() / window.y();
                    rows.max(in.data(), source.index(m, z + a * dilation.z(), y + b * dilation.y(), c * dilation.x()),
                            out.data(), row, width);
                }
            }
        });
    }
}
