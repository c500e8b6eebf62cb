package org.znn.worker.layer;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.simd.Rows;

/**
 * Real pooling: the greatest voxel of each window, windows side by side, so that the maps shrink by the window.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public final class MaxPool<A> {

    private final Rows<A> rows;

    public MaxPool(Rows<A> rows) {
        this.rows = rows;
    }

    /** Size of the scratch maps that {@link #forward} needs: pooled along z and y, not yet along x. */
    public static Vec3 scratchSize(Vec3 in, Vec3 window) {
        return in.floorDiv(window.with(2, 1));
    }

    /**
     * Pools {@code in} into {@code out}. As in ZNN the maximum is taken along z, then y, then x, and a voxel must be
     * greater to replace an earlier one.
     *
     * @param in      of {@code out}'s size times the window
     * @param scratch of {@link #scratchSize}
     */
    public void forward(Maps<A> in, Vec3 window, Maps<A> scratch, Maps<A> out, ThreadTeam team) {
        MapsLayout source = in.layout();
        MapsLayout between = scratch.layout();
        MapsLayout target = out.layout();
        int width = source.size().x();
        MapRows.forEach(target, team, (c, z, first, end) -> {
            for (int y = first; y < end; y++) {
                int row = between.index(c, z, y, 0);
                for (int j = 0; j < window.y(); j++) {
                    for (int k = 0; k < window.z(); k++) {
                        int at = source.index(c, z * window.z() + k, y * window.y() + j, 0);
                        if (j == 0 && k == 0) {
                            System.arraycopy(in.data(), at, scratch.data(), row, width);
                        } else {
                            rows.max(in.data(), at, scratch.data(), row, width);
                        }
                    }
                }
                rows.maxOfGroups(scratch.data(), row, out.data(), target.index(c, z, y, 0), target.size().x(),
                        window.x());
            }
        });
    }
}
