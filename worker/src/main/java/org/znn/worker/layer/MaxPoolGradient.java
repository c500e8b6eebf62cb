package org.znn.worker.layer;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.FeatureMapLayout;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.simd.GradientRowOps;

/**
 * Backward pass of {@link MaxPool}. Ties are broken as in {@link MaxFilterGradient}.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public final class MaxPoolGradient<A> {

    private final GradientRowOps<A> rowOps;

    public MaxPoolGradient(GradientRowOps<A> rowOps) {
        this.rowOps = rowOps;
    }

    /**
     * Computes dE/d(input) from dE/d(output).
     *
     * @param in         input of the pooling
     * @param inGradient dE/d(input), in the layout of {@code in}
     * @param accumulate whether to add to the values in {@code inGradient}
     * @param callback   receiver of the completed rows of {@code inGradient}
     */
    public void backward(FeatureMaps<A> in, Vec3 window, FeatureMaps<A> outGradient, FeatureMaps<A> inGradient,
            boolean accumulate, RowCallback callback, ForkJoinTeam team) {
        FeatureMapLayout source = in.layout();
        FeatureMapLayout out = outGradient.layout();
        int[] rowOffsets = MaxPool.windowRowOffsets(source, window);
        ParallelRows.forEachSection(out, team, (c, z) -> {
            for (int y = 0; y < out.size().y(); y++) {
                rowOps.maxPoolGradient(in.data(), inGradient.data(),
                        source.index(c, z * window.z(), y * window.y(), 0), rowOffsets, outGradient.data(),
                        out.index(c, z, y, 0), out.size().x(), window.x(), accumulate);
                for (int q = 0; q < window.z(); q++) {
                    callback.rowsCompleted(c, z * window.z() + q, y * window.y(), (y + 1) * window.y());
                }
            }
        });
    }
}
