package org.znn.worker.layer;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.layer.MaxFilter.RowAllocator;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.simd.GradientRows;
import org.znn.worker.simd.Rows;

/**
 * The way back through a {@link MaxPool}, with the rule for equals of {@link MaxFilterGradient}.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public final class MaxPoolGradient<A> {

    private final Rows<A> rows;
    private final GradientRows<A> gradientRows;
    private final RowAllocator<A> allocator;

    public MaxPoolGradient(Rows<A> rows, GradientRows<A> gradientRows, RowAllocator<A> allocator) {
        this.rows = rows;
        this.gradientRows = gradientRows;
        this.allocator = allocator;
    }

    /**
     * dE/d(input) from dE/d(output).
     *
     * @param in  what was pooled
     * @param add whether it is added to what {@code inGradient} holds
     */
    public void backward(Maps<A> in, Vec3 window, Maps<A> outGradient, Maps<A> inGradient, boolean add,
            ThreadTeam team) {
        MapsLayout out = outGradient.layout();
        int width = in.layout().size().x();
        int count = out.size().x();
        MapRows.forEach(out, team, (c, z, first, end) -> {
            A columns = allocator.allocate(width);
            A columnGradient = allocator.allocate(width);
            A greatest = allocator.allocate(count);
            A arrives = allocator.allocate(count);
            for (int y = first; y < end; y++) {
                System.arraycopy(outGradient.data(), out.index(c, z, y, 0), arrives, 0, count);
                findColumns(in, window, c, z, y, columns);
                rows.maxOfGroups(columns, 0, greatest, 0, count, window.x());
                gradientRows.zero(columnGradient, 0, width);
                gradientRows.routeToGroups(columns, 0, greatest, arrives, columnGradient, count, window.x());
                route(in, window, c, z, y, columns, columnGradient, inGradient, add);
            }
        });
    }

    private void findColumns(Maps<A> in, Vec3 window, int c, int z, int y, A columns) {
        for (int qy = 0; qy < window.y(); qy++) {
            for (int qz = 0; qz < window.z(); qz++) {
                int at = in.layout().index(c, z * window.z() + qz, y * window.y() + qy, 0);
                if (qy == 0 && qz == 0) {
                    System.arraycopy(in.data(), at, columns, 0, in.layout().size().x());
                } else {
                    rows.max(in.data(), at, columns, 0, in.layout().size().x());
                }
            }
        }
    }

    private void route(Maps<A> in, Vec3 window, int c, int z, int y, A columns, A columnGradient, Maps<A> to,
            boolean add) {
        int width = in.layout().size().x();
        for (int qy = 0; qy < window.y(); qy++) {
            for (int qz = 0; qz < window.z(); qz++) {
                int target = to.layout().index(c, z * window.z() + qz, y * window.y() + qy, 0);
                if (!add) {
                    gradientRows.zero(to.data(), target, width);
                }
                gradientRows.route(in.data(), in.layout().index(c, z * window.z() + qz, y * window.y() + qy, 0),
                        columns, 0, columnGradient, 0, to.data(), target, width);
            }
        }
    }
}
