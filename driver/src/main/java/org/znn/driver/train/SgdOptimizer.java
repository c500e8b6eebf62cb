package org.znn.driver.train;

import org.znn.common.geometry.Vec3;
import org.znn.common.network.WeightTying;
import org.znn.common.volume.Precision;

/**
 * Stochastic gradient descent with momentum and weight decay, using ZNN's update rules (ZNN-SEMANTICS 3). With the
 * gradient G summed over the voxels of a patch, P output voxels per patch, learning rate η, momentum μ and weight
 * decay λ:
 * <pre>
 * biases            v ← μv − ηλb − ηG/P,  b ← b + v
 * filters, μ = 0    w ← w(1 − ηλ) − ηG/P
 * filters, μ ≠ 0    v ← μv − ηG/P − ηλw,  w ← w + v
 * </pre>
 * For a batch of K patches G is the mean of the patch gradients, added in patch order and divided by K. After the
 * update, tied kernel weights are replaced by the mean of their block, but not their momentum. The arithmetic is
 * float64; for a float32 network weights and momentum are rounded to float32 after each update, so that a saved network
 * holds the complete state.
 */
final class SgdOptimizer {

    private final WeightLayout layout;
    private final Precision precision;
    private final double momentum;
    private final double decay;
    private final double voxels;

    /**
     * Creates an optimizer for one network.
     *
     * @param voxels voxels of an output patch (P), channels not counted
     */
    SgdOptimizer(WeightLayout layout, Precision precision, double momentum, double decay, long voxels) {
        this.layout = layout;
        this.precision = precision;
        this.momentum = momentum;
        this.decay = decay;
        this.voxels = voxels;
    }

    /**
     * Updates weights and momentum in place. All arrays are flat in the order of the {@link WeightLayout}.
     *
     * @param weights  weights w and biases b
     * @param velocity momentum v of each weight
     * @param gradient gradient G
     * @param eta      learning rate η
     */
    void update(double[] weights, double[] velocity, double[] gradient, double eta) {
        for (WeightLayout.Segment segment : layout.segments()) {
            int end = segment.offset() + segment.length();
            if (segment.isFilters() && momentum == 0) {
                for (int i = segment.offset(); i < end; i++) {
                    weights[i] = weights[i] * (1 - eta * decay) - eta * gradient[i] / voxels;
                }
            } else {
                for (int i = segment.offset(); i < end; i++) {
                    velocity[i] = momentum * velocity[i] - eta * gradient[i] / voxels - eta * decay * weights[i];
                    weights[i] += velocity[i];
                }
            }
            if (!segment.repeat().equals(Vec3.ONE)) {
                double[] tied = WeightTying.apply(segment.filters(weights), segment.repeat()).values();
                System.arraycopy(tied, 0, weights, segment.offset(), tied.length);
            }
        }
        round(weights);
        round(velocity);
    }

    /** Rounds values to the precision of the network, in place. */
    void round(double[] values) {
        if (precision == Precision.FLOAT32) {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) values[i];
            }
        }
    }
}
