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
    private volatile double touched;

    public MaxPool(Rows<A> rows) {
        this.rows = rows;
    }

    /**
     * Pools {@code in} into {@code out}. As in ZNN the maximum is taken along z, then y, then x, and a voxel must be
     * greater to replace an earlier one.
     *
     * @param in of {@code out}'s size times the window
     */
    public void forward(Maps<A> in, Vec3 window, Maps<A> out, ThreadTeam team) {
        MapsLayout source = in.layout();
        MapsLayout target = out.layout();
        int[] windowRows = windowRows(source, window);
        MapRows.forEach(target, team, (c, z, first, end) -> {
            touched = touch(in, c, z * window.z(), window.z(), first * window.y(), end * window.y());
            for (int y = first; y < end; y++) {
                rows.maxOfWindows(in.data(), source.index(c, z * window.z(), y * window.y(), 0), windowRows,
                        out.data(), target.index(c, z, y, 0), target.size().x(), window.x());
            }
        });
    }

    /** Touches the rows y from {@code first} to {@code end}, exclusive, of some sections of a map. */
    private double touch(Maps<A> maps, int channel, int z, int sections, int first, int end) {
        MapsLayout layout = maps.layout();
        double sum = 0;
        for (int n = 0; n < sections; n++) {
            sum += rows.touch(maps.data(), layout.index(channel, z + n, first, 0), (end - first) * layout.rowPitch());
        }
        return sum;
    }

    /** Where the rows of a window begin, from its first voxel on: y by y, in it z by z. */
    static int[] windowRows(MapsLayout layout, Vec3 window) {
        int[] rows = new int[window.y() * window.z()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i / window.z() * layout.rowPitch() + i % window.z() * layout.planeStride();
        }
        return rows;
    }
}
