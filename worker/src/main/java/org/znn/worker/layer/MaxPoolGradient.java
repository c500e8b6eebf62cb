package org.znn.worker.layer;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.simd.GradientRows;

/**
 * The way back through a {@link MaxPool}, with the rule for equals of {@link MaxFilterGradient}.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public final class MaxPoolGradient<A> {

    private final GradientRows<A> rows;

    public MaxPoolGradient(GradientRows<A> rows) {
        this.rows = rows;
    }

    /**
     * dE/d(input) from dE/d(output).
     *
     * @param in         what was pooled
     * @param inGradient laid out as {@code in}
     * @param add        whether it is added to what {@code inGradient} holds
     * @param arrived    what is done to the rows of {@code inGradient} then
     */
    public void backward(Maps<A> in, Vec3 window, Maps<A> outGradient, Maps<A> inGradient, boolean add,
            ArrivedRows arrived, ThreadTeam team) {
        MapsLayout source = in.layout();
        MapsLayout out = outGradient.layout();
        int[] windowRows = MaxPool.windowRows(source, window);
        MapRows.forEachSection(out, team, (c, z) -> {
            for (int y = 0; y < out.size().y(); y++) {
                rows.routeToWindows(in.data(), inGradient.data(),
                        source.index(c, z * window.z(), y * window.y(), 0), windowRows, outGradient.data(),
                        out.index(c, z, y, 0), out.size().x(), window.x(), add);
                for (int q = 0; q < window.z(); q++) {
                    arrived.finish(c, z * window.z() + q, y * window.y(), (y + 1) * window.y());
                }
            }
        });
    }
}
