package org.znn.worker.convolution;

import org.znn.common.network.Filters;
import org.znn.worker.parallel.ThreadTeam;

/**
 * The convolution of one conv edge, its weights inside, ready for images of any size.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface Convolution<A> {

    /** Takes new weights, of the same shape, for the calls that follow. Uses the scratch, as these do. */
    void use(Filters filters, ThreadTeam team);

    /**
     * Convolves the whole of {@code in} into the whole of {@code out}.
     *
     * @param add      whether sums start from what {@code out} holds (a further edge into the same node), not from 0
     * @param epilogue for the last edge into a node; {@link Epilogue#NONE} for the others
     */
    void forward(Maps<A> in, Maps<A> out, boolean add, Epilogue epilogue, ThreadTeam team);
}
