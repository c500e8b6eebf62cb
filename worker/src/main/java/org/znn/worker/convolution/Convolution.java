package org.znn.worker.convolution;

import org.znn.common.network.Filters;
import org.znn.worker.parallel.ForkJoinTeam;

/**
 * Forward convolution of one edge of the network. Holds the weights in the order its algorithm needs.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface Convolution<A> {

    /** Replaces the weights for subsequent calls; the shape stays the same. Uses the scratchpad. */
    void setWeights(Filters filters, ForkJoinTeam team);

    /**
     * Convolves all of {@code in} into all of {@code out}.
     *
     * @param accumulate whether sums start from the values in {@code out} (a further edge into the same node), not from
     *                   0
     * @param epilogue   bias and function for the last edge into a node; {@link Epilogue#NONE} for the others
     */
    void forward(FeatureMaps<A> in, FeatureMaps<A> out, boolean accumulate, Epilogue epilogue, ForkJoinTeam team);
}
