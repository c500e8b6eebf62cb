package org.znn.worker.layer;

import org.znn.common.geometry.Vec3;
import org.znn.common.network.TransferFunction;
import org.znn.worker.convolution.FeatureMapLayout;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.simd.DropoutMask;
import org.znn.worker.simd.GradientRowOps;
import org.znn.worker.simd.RowOps;

/**
 * Elementwise operations of training: the backward pass of transfer functions, crops and maxima, and dropout in both
 * passes.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public final class ElementwiseGradient<A> {

    private final RowOps<A> rowOps;
    private final GradientRowOps<A> gradientRowOps;

    public ElementwiseGradient(RowOps<A> rowOps, GradientRowOps<A> gradientRowOps) {
        this.rowOps = rowOps;
        this.gradientRowOps = gradientRowOps;
    }

    /**
     * Converts dE/d(output) of a transfer node to dE/d(input sum), in place.
     *
     * @param value    output of the node
     * @param gradient dE/d(output), replaced by dE/d(input sum)
     * @return dE/d(bias) of each map: the sum of its input gradient, in an order independent of the number of threads
     */
    public double[] backwardTransfer(FeatureMaps<A> value, TransferFunction function, FeatureMaps<A> gradient,
            ForkJoinTeam team) {
        TransferGradient<A> transfer = new TransferGradient<>(value, function, gradient, gradientRowOps);
        FeatureMapLayout layout = gradient.layout();
        ParallelRows.forEachSection(layout, team, (c, z) -> transfer.rowsCompleted(c, z, 0, layout.size().y()));
        return transfer.biasGradient();
    }

    /**
     * Backward pass of a crop: copies {@code from} into {@code to} and sets the surrounding voxels to zero.
     *
     * @param corner     voxel of {@code to} that receives voxel (0, 0, 0) of {@code from}
     * @param accumulate whether to add to the values in {@code to}
     */
    public void backwardCrop(FeatureMaps<A> from, Vec3 corner, FeatureMaps<A> to, boolean accumulate,
            ForkJoinTeam team) {
        FeatureMapLayout source = from.layout();
        FeatureMapLayout target = to.layout();
        Vec3 size = source.size();
        ParallelRows.forEach(target, team, (c, z, first, end) -> {
            for (int y = first; y < end; y++) {
                int row = target.index(c, z, y, 0);
                if (!accumulate) {
                    gradientRowOps.zero(to.data(), row, target.size().x());
                }
                int fromZ = z - corner.z();
                int fromY = y - corner.y();
                if (fromZ >= 0 && fromZ < size.z() && fromY >= 0 && fromY < size.y()) {
                    rowOps.add(from.data(), source.index(c, fromZ, fromY, 0), to.data(), row + corner.x(), size.x());
                }
            }
        });
    }

    /**
     * Backward pass of one edge into a maximum. Moves the gradient of those voxels where the edge's value is the
     * maximum from {@code gradient} to {@code to}, so that no other edge receives it too.
     *
     * @param value      values of the edge
     * @param max        output of the maximum
     * @param gradient   gradient of the maximum that no edge has received yet
     * @param to         gradient of the edge
     * @param accumulate whether to add to the values in {@code to}
     */
    public void backwardMax(FeatureMaps<A> value, FeatureMaps<A> max, FeatureMaps<A> gradient, FeatureMaps<A> to,
            boolean accumulate, ForkJoinTeam team) {
        FeatureMapLayout layout = to.layout();
        ParallelRows.forEach(layout, team, (c, z, first, end) -> {
            for (int y = first; y < end; y++) {
                int row = layout.index(c, z, y, 0);
                if (!accumulate) {
                    gradientRowOps.zero(to.data(), row, layout.size().x());
                }
                gradientRowOps.routeMaxGradient(value.data(), value.layout().index(c, z, y, 0), max.data(),
                        max.layout().index(c, z, y, 0), gradient.data(), gradient.layout().index(c, z, y, 0),
                        to.data(), row, layout.size().x());
            }
        });
    }

    /**
     * Applies dropout, to values in the forward pass and to gradients in the backward pass: to = from · mask /
     * keepProbability.
     *
     * @param edgeKey         key of the edge's masks, from {@link DropoutMask#edgeKey}
     * @param keepProbability probability of keeping a voxel
     * @param accumulate      whether to add to the values in {@code to}
     */
    public void dropout(FeatureMaps<A> from, long edgeKey, double keepProbability, FeatureMaps<A> to,
            boolean accumulate, ForkJoinTeam team) {
        FeatureMapLayout layout = to.layout();
        ParallelRows.forEach(layout, team, (c, z, first, end) -> {
            for (int y = first; y < end; y++) {
                gradientRowOps.dropout(from.data(), from.layout().index(c, z, y, 0), to.data(), layout.index(c, z, y,
                        0), layout.size().x(), DropoutMask.rowKey(edgeKey, c, z, y), keepProbability, accumulate);
            }
        });
    }

    /** Fills maps with zeros. */
    public void zero(FeatureMaps<A> maps, ForkJoinTeam team) {
        ParallelRows.forEachSection(maps.layout(), team,
                (c, z) -> ParallelRows.zero(maps, c, z, z + 1, gradientRowOps));
    }
}
