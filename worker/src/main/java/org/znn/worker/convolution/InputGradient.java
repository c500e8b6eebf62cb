package org.znn.worker.convolution;

import org.znn.common.network.Filters;
import org.znn.worker.parallel.ForkJoinTeam;

/**
 * Gradient of a convolution with respect to its input: the exact adjoint of {@link Convolution#forward}. Holds the
 * weights in the order its algorithm needs.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface InputGradient<A> {

    /** Replaces the weights for subsequent calls. Uses the scratchpad. */
    void setWeights(Filters filters, ForkJoinTeam team);

    /**
     * Computes dE/d(input) from dE/d(output) for all voxels.
     *
     * @param accumulate whether to add to the values in {@code inputGradient} (a node with several outgoing edges)
     */
    void compute(FeatureMaps<A> outputGradient, FeatureMaps<A> inputGradient, boolean accumulate, ForkJoinTeam team);
}
