package org.znn.worker.convolution;

import org.znn.common.network.Filters;
import org.znn.worker.parallel.ThreadTeam;

/**
 * The way back through the convolution of one conv edge, its weights inside: the exact adjoints of
 * {@link Convolution#forward}.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface ConvolutionGradient<A> {

    /** Takes new weights for the calls that follow. */
    void use(Filters filters);

    /**
     * dE/d(input) from dE/d(output), for the whole of both.
     *
     * @param add whether it is added to what {@code inputGradient} holds (a node with several outgoing edges)
     */
    void input(Maps<A> outputGradient, Maps<A> inputGradient, boolean add, ThreadTeam team);

    /** dE/d(weight), summed over all voxels, in true (in, out, z, y, x) order. */
    Filters weights(Maps<A> input, Maps<A> outputGradient, ThreadTeam team);
}
