package org.znn.worker.convolution;

import org.znn.common.network.Filters;
import org.znn.worker.parallel.ThreadTeam;

/**
 * A convolution and, at once, a 1x1x1 convolution of what it gives, which alone is stored: the maps in between, mostly
 * many, never leave the cache. The result is that of one after the other.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface ProjectedConvolution<A> {

    /** Takes new weights for the calls that follow: of the convolution, and of the projection after it. */
    void use(Filters filters, Filters projection, ThreadTeam team);

    /**
     * Computes the whole of {@code out}.
     *
     * @param first  what ends the sums of the convolution
     * @param second what ends those of the projection
     */
    void forward(Maps<A> in, Maps<A> out, Epilogue first, Epilogue second, ThreadTeam team);
}
