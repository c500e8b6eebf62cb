package org.znn.worker.layer;

import org.znn.common.geometry.Vec3;
import org.znn.common.network.TransferFunction;
import org.znn.worker.convolution.FeatureMapLayout;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.simd.RowOps;

/**
 * Elementwise operations on feature maps: copies, sums, maxima and transfer functions. A source may be larger than the
 * target (a crop); {@code corner} is then the source voxel of target voxel (0, 0, 0).
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public final class Elementwise<A> {

    private final RowOps<A> rowOps;

    public Elementwise(RowOps<A> rowOps) {
        this.rowOps = rowOps;
    }

    /** Copies: to = from. */
    public void copy(FeatureMaps<A> from, Vec3 corner, FeatureMaps<A> to, ForkJoinTeam team) {
        forEachRowPair(from, corner, to, team, System::arraycopy);
    }

    /** Adds: to += from. */
    public void add(FeatureMaps<A> from, Vec3 corner, FeatureMaps<A> to, ForkJoinTeam team) {
        forEachRowPair(from, corner, to, team, rowOps::add);
    }

    /** Takes the maximum: to = max(to, from). */
    public void max(FeatureMaps<A> from, FeatureMaps<A> to, ForkJoinTeam team) {
        forEachRowPair(from, Vec3.ZERO, to, team, rowOps::max);
    }

    /** Applies a transfer function in place: maps = f(maps + bias), with one bias per map. */
    public void applyTransfer(FeatureMaps<A> maps, double[] bias, TransferFunction function, ForkJoinTeam team) {
        FeatureMapLayout layout = maps.layout();
        ParallelRows.forEach(layout, team, (c, z, first, end) -> {
            for (int y = first; y < end; y++) {
                rowOps.applyTransfer(maps.data(), layout.index(c, z, y, 0), layout.size().x(), bias[c], function);
            }
        });
    }

    private void forEachRowPair(FeatureMaps<A> from, Vec3 corner, FeatureMaps<A> to, ForkJoinTeam team,
            RowPair<A> operation) {
        FeatureMapLayout source = from.layout();
        FeatureMapLayout target = to.layout();
        ParallelRows.forEach(target, team, (c, z, first, end) -> {
            for (int y = first; y < end; y++) {
                operation.apply(from.data(), source.index(c, z + corner.z(), y + corner.y(), corner.x()), to.data(),
                        target.index(c, z, y, 0), target.size().x());
            }
        });
    }

    /** Operation on a source row and a target row. */
    private interface RowPair<A> {
        void apply(A from, int fromOffset, A to, int toOffset, int count);
    }
}
