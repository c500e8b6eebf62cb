package org.znn.worker.convolution;

import org.znn.common.geometry.Vec3;

/**
 * An algorithm for convolutions and their gradients. The objects it creates serve one shape and one output size
 * (z, y, x), any number of times, and need their weights set before first use. All algorithms compute the same function
 * up to rounding. The exact bits depend on the shape and the output size, those of float32 weight gradients also on the
 * vector length, but not on the number of threads.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface ConvolutionAlgorithm<A> {

    /** Returns whether this algorithm implements a pass for a shape. */
    boolean supports(ConvolutionPass pass, ConvolutionShape shape);

    /**
     * Returns the memory requirement of a pass, exact to the byte.
     *
     * @param threads size of the thread team that will execute the pass
     * @throws ArithmeticException if one of the arrays would exceed the maximum array length
     */
    Footprint footprint(ConvolutionPass pass, ConvolutionShape shape, Vec3 output, int threads);

    /** Creates a forward convolution. Objects that are never used concurrently may share one scratchpad. */
    Convolution<A> convolution(ConvolutionShape shape, Vec3 output, Scratchpad scratchpad);

    /** Returns whether {@link #pointwiseFused} supports a shape. */
    default boolean fusesPointwise(ConvolutionShape shape) {
        return false;
    }

    /**
     * Returns the {@link #footprint} of a {@link #pointwiseFused} convolution.
     *
     * @param pointwiseMaps output maps of the pointwise convolution
     */
    default Footprint pointwiseFusedFootprint(ConvolutionShape shape, int pointwiseMaps, Vec3 output, int threads) {
        throw new UnsupportedOperationException("pointwise fusion is not supported");
    }

    /**
     * Creates a convolution fused with a pointwise convolution of its result; only for shapes that
     * {@link #fusesPointwise} accepts.
     *
     * @param pointwiseMaps output maps of the pointwise convolution
     */
    default PointwiseFusedConvolution<A> pointwiseFused(ConvolutionShape shape, int pointwiseMaps, Vec3 output,
            Scratchpad scratchpad) {
        throw new UnsupportedOperationException("pointwise fusion is not supported");
    }

    /** Creates the gradient with respect to the input. */
    InputGradient<A> inputGradient(ConvolutionShape shape, Vec3 output, Scratchpad scratchpad);

    /** Creates the gradient with respect to the weights. */
    WeightGradient<A> weightGradient(ConvolutionShape shape, Vec3 output, Scratchpad scratchpad);
}
