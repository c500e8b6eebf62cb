package org.znn.worker.convolution;

import org.znn.common.network.Filters;
import org.znn.worker.parallel.ForkJoinTeam;

/**
 * A convolution fused with the pointwise (1x1x1) convolution of its result. Only the pointwise result is stored: the
 * intermediate maps, usually many, never leave the cache. The result is bit-identical to that of the two convolutions
 * executed separately.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface PointwiseFusedConvolution<A> {

    /** Replaces the weights of the convolution and of the pointwise convolution for subsequent calls. */
    void setWeights(Filters filters, Filters pointwise, ForkJoinTeam team);

    /**
     * Computes all of {@code out}.
     *
     * @param epilogue          bias and function of the convolution
     * @param pointwiseEpilogue bias and function of the pointwise convolution
     */
    void forward(FeatureMaps<A> in, FeatureMaps<A> out, Epilogue epilogue, Epilogue pointwiseEpilogue,
            ForkJoinTeam team);
}
