package org.znn.worker.layer;

import org.znn.common.geometry.Vec3;
import org.znn.common.network.TransferFunction;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.simd.Rows;

/**
 * Voxel by voxel: sums, maxima, copies and transfer functions of feature maps. A source may be larger than the target
 * by the same margin on both sides (a crop): its corner is where the target's voxel (0, 0, 0) lies in it.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public final class Elementwise<A> {

    private final Rows<A> rows;

    public Elementwise(Rows<A> rows) {
        this.rows = rows;
    }

    /** to = from. */
    public void copy(Maps<A> from, Vec3 corner, Maps<A> to, ThreadTeam team) {
        pairs(from, corner, to, team, System::arraycopy);
    }

    /** to += from. */
    public void add(Maps<A> from, Vec3 corner, Maps<A> to, ThreadTeam team) {
        pairs(from, corner, to, team, rows::add);
    }

    /** to = from where that is greater. */
    public void max(Maps<A> from, Maps<A> to, ThreadTeam team) {
        pairs(from, Vec3.ZERO, to, team, rows::max);
    }

    /** maps = f(maps + the bias of each map). */
    public void transfer(Maps<A> maps, double[] bias, TransferFunction function, ThreadTeam team) {
        MapsLayout layout = maps.layout();
        MapRows.forEach(layout, team, (c, z, first, end) -> {
            for (int y = first; y < end; y++) {
                rows.transfer(maps.data(), layout.index(c, z, y, 0), layout.size().x(), bias[c], function);
            }
        });
    }

    private void pairs(Maps<A> from, Vec3 corner, Maps<A> to, ThreadTeam team, RowPair<A> operation) {
        MapsLayout source = from.layout();
        MapsLayout target = to.layout();
        MapRows.forEach(target, team, (c, z, first, end) -> {
            for (int y = first; y < end; y++) {
                operation.apply(from.data(), source.index(c, z + corner.z(), y + corner.y(), corner.x()), to.data(),
                        target.index(c, z, y, 0), target.size().x());
            }
        });
    }

    /** An operation of one row on another. */
    private interface RowPair<A> {
        void apply(A from, int fromAt, A to, int toAt, int count);
    }
}
