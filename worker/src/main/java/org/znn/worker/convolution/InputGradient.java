package org.znn.worker.convolution;

import org.znn.common.network.Filters;
import org.znn.worker.parallel.ThreadTeam;

/**
 * The way back through the convolution of one conv edge to its input, the weights inside: the exact adjoint of
 * {@link Convolution#forward}.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface InputGradient<A> {

    /** Takes new weights for the calls that follow. Uses the scratch, as these do. */
    void use(Filters filters, ThreadTeam team);

    /**
     * dE/d(input) from dE/d(output), for the whole of both.
     *
     * @param add whether it is added to what {@code inputGradient} holds (a node with several outgoing edges)
     */
    void run(Maps<A> outputGradient, Maps<A> inputGradient, boolean add, ThreadTeam team);
}
