package org.znn.worker.convolution;

import org.znn.common.network.Filters;
import org.znn.worker.parallel.ForkJoinTeam;

/**
 * Gradient of a convolution with respect to its weights: the exact adjoint of {@link Convolution#forward}.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface WeightGradient<A> {

    /** Computes dE/d(weight), summed over all voxels, in the order of the weights: {@code [in][out][z][y][x]}. */
    Filters compute(FeatureMaps<A> input, FeatureMaps<A> outputGradient, ForkJoinTeam team);
}
