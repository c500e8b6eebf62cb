package org.znn.worker.convolution;

import org.znn.common.network.Filters;
import org.znn.worker.parallel.ThreadTeam;

/**
 * The way back through the convolution of one conv edge to its weights: the exact adjoint of
 * {@link Convolution#forward}.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface WeightGradient<A> {

    /** dE/d(weight), summed over all voxels, in true (in, out, z, y, x) order. */
    Filters run(Maps<A> input, Maps<A> outputGradient, ThreadTeam team);
}
