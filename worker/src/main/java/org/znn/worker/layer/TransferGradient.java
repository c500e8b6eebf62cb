package org.znn.worker.layer;

import org.znn.common.geometry.Vec3;
import org.znn.common.network.TransferFunction;
import org.znn.worker.convolution.FeatureMapLayout;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.simd.GradientRowOps;

/**
 * Backward pass of a transfer node: converts dE/d(output) to dE/d(input sum) in place, a few rows at a time, and
 * accumulates dE/d(bias).
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public final class TransferGradient<A> implements RowCallback {

    private final FeatureMaps<A> value;
    private final TransferFunction function;
    private final FeatureMaps<A> gradient;
    private final GradientRowOps<A> rowOps;
    /** Whether the gradient passes unchanged; by definition it does for {@link TransferFunction.ForwardLogistics}. */
    private final boolean isDerivativeOne;
    /** Bias gradient of each section {@code [map][z]}. */
    private final double[] sums;

    /**
     * Creates the gradient for one backward pass.
     *
     * @param value    output of the node
     * @param gradient dE/d(output), replaced by dE/d(input sum)
     */
    public TransferGradient(FeatureMaps<A> value, TransferFunction function, FeatureMaps<A> gradient,
            GradientRowOps<A> rowOps) {
        this.value = value;
        this.function = function;
        this.gradient = gradient;
        this.rowOps = rowOps;
        isDerivativeOne = function.equals(TransferFunction.Linear.IDENTITY)
                || function instanceof TransferFunction.ForwardLogistics;
        FeatureMapLayout layout = gradient.layout();
        sums = new double[layout.channels() * layout.size().z()];
    }

    @Override
    public void rowsCompleted(int channel, int z, int firstRow, int endRow) {
        FeatureMapLayout layout = gradient.layout();
        Vec3 size = layout.size();
        int section = channel * size.z() + z;
        for (int y = firstRow; y < endRow; y++) {
            int row = layout.index(channel, z, y, 0);
            if (!isDerivativeOne) {
                rowOps.multiplyByDerivative(function, value.data(), value.layout().index(channel, z, y, 0),
                        gradient.data(), row, size.x());
            }
            sums[section] += rowOps.sum(gradient.data(), row, size.x());
        }
    }

    /**
     * Returns dE/d(bias) of each map when all rows are complete, summed in an order independent of the number of
     * threads.
     */
    public double[] biasGradient() {
        FeatureMapLayout layout = gradient.layout();
        double[] bias = new double[layout.channels()];
        for (int i = 0; i < sums.length; i++) {
            bias[i / layout.size().z()] += sums[i];
        }
        return bias;
    }
}
