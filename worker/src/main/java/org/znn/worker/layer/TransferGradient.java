package org.znn.worker.layer;

import org.znn.common.geometry.Vec3;
import org.znn.common.network.TransferFunction;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.simd.GradientRows;

/**
 * Turns dE/d(output) of a transfer node, in place and some rows at a time, into dE/d(sum that arrives there), and sums
 * up dE/d(bias).
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public final class TransferGradient<A> implements ArrivedRows {

    private final Maps<A> value;
    private final TransferFunction function;
    private final Maps<A> gradient;
    private final GradientRows<A> rows;
    private final boolean unchanged;
    /** Of each section of each map. */
    private final double[] sums;

    /**
     * For one pass.
     *
     * @param value    the node's output
     * @param gradient dE/d(value)
     */
    public TransferGradient(Maps<A> value, TransferFunction function, Maps<A> gradient, GradientRows<A> rows) {
        this.value = value;
        this.function = function;
        this.gradient = gradient;
        this.rows = rows;
        unchanged = function.equals(TransferFunction.Linear.IDENTITY)
                || function instanceof TransferFunction.ForwardLogistics;
        MapsLayout layout = gradient.layout();
        sums = new double[layout.channels() * layout.size().z()];
    }

    @Override
    public void finish(int channel, int z, int first, int end) {
        MapsLayout layout = gradient.layout();
        Vec3 size = layout.size();
        int section = channel * size.z() + z;
        for (int y = first; y < end; y++) {
            int row = layout.index(channel, z, y, 0);
            if (!unchanged) {
                rows.derivative(function, value.data(), value.layout().index(channel, z, y, 0), gradient.data(), row,
                        size.x());
            }
            sums[section] += rows.sum(gradient.data(), row, size.x());
        }
    }

    /** dE/d(bias) of each map, once all its rows are done: in an order that no thread changes. */
    public double[] bias() {
        MapsLayout layout = gradient.layout();
        double[] bias = new double[layout.channels()];
        for (int i = 0; i < sums.length; i++) {
            bias[i / layout.size().z()] += sums[i];
        }
        return bias;
    }
}
