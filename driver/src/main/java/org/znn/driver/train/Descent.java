package org.znn.driver.train;

import org.znn.common.geometry.Vec3;
import org.znn.common.network.WeightTying;
import org.znn.common.volume.Precision;

/**
 * Stochastic gradient descent with momentum and weight decay, as ZNN does it (ZNN-SEMANTICS 3): with the gradient G
 * summed over the voxels of a patch, P output voxels of a patch, rate η, momentum μ and decay λ
 * <pre>
 * biases            v ← μv − ηλb − ηG/P,  b ← b + v
 * filters, μ = 0    w ← w(1 − ηλ) − ηG/P
 * filters, μ ≠ 0    v ← μv − ηG/P − ηλw,  w ← w + v
 * </pre>
 * Of a batch of K patches G is the mean: the gradients are added in the order of the patches and the sum divided by K.
 * Then blocks of kernels that share a weight are replaced by their mean; their momentum is not. All is computed in
 * float64, and for a network of float32 rounded to it after each update, so that what is saved is all there is.
 */
final class Descent {

    private final WeightLayout layout;
    private final Precision precision;
    private final double momentum;
    private final double decay;
    private final double voxels;

    /**
     * For one network.
     *
     * @param voxels of the output patch, channels not counted
     */
    Descent(WeightLayout layout, Precision precision, double momentum, double decay, long voxels) {
        this.layout = layout;
        this.precision = precision;
        this.momentum = momentum;
        this.decay = decay;
        this.voxels = voxels;
    }

    /**
     * One update, in place.
     *
     * @param weights  row of the layout
     * @param velocity momentum of each
     * @param gradient G
     */
    void update(double[] weights, double[] velocity, double[] gradient, double eta) {
        for (WeightLayout.Part part : layout.parts()) {
            int end = part.from() + part.length();
            if (part.isFilters() && momentum == 0) {
                for (int i = part.from(); i < end; i++) {
                    weights[i] = weights[i] * (1 - eta * decay) - eta * gradient[i] / voxels;
                }
            } else {
                for (int i = part.from(); i < end; i++) {
                    velocity[i] = momentum * velocity[i] - eta * gradient[i] / voxels - eta * decay * weights[i];
                    weights[i] += velocity[i];
                }
            }
            if (!part.repeat().equals(Vec3.ONE)) {
                double[] tied = WeightTying.apply(part.filters(weights), part.repeat()).values();
                System.arraycopy(tied, 0, weights, part.from(), tied.length);
            }
        }
        round(weights);
        round(velocity);
    }

    /** To the precision of the network. */
    void round(double[] row) {
        if (precision == Precision.FLOAT32) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) row[i];
            }
        }
    }
}
