package org.znn.worker.convolution;

import org.znn.common.geometry.Vec3;

/**
 * One way to compute convolutions. What it makes serves one shape and one output size (z, y, x), again and again; its
 * weights are still to come ({@code use}). What all of it computes is the same, but for rounding; the bits depend on
 * the shape and the output size, not on the number of threads.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface ConvolutionFamily<A> {

    /** Whether it can do that at all. */
    boolean supports(ConvolutionPass pass, ConvolutionShape shape);

    /**
     * The memory that takes, to the byte.
     *
     * @param threads of the team that will run it
     * @throws ArithmeticException where an array of it would be too long
     */
    Footprint footprint(ConvolutionPass pass, ConvolutionShape shape, Vec3 output, int threads);

    /** The convolution; {@code scratch} may be shared by all that are never used at the same time. */
    Convolution<A> convolution(ConvolutionShape shape, Vec3 output, Scratch scratch);

    /** Whether it makes {@link #projected} convolutions of that shape. */
    default boolean projects(ConvolutionShape shape) {
        return false;
    }

    /** {@link #footprint} of a {@link #projected} convolution onto that many maps. */
    default Footprint projectedFootprint(ConvolutionShape shape, int maps, Vec3 output, int threads) {
        throw new UnsupportedOperationException("no projection");
    }

    /** The convolution with a projection of its result onto that many maps; only where it {@link #projects}. */
    default ProjectedConvolution<A> projected(ConvolutionShape shape, int maps, Vec3 output, Scratch scratch) {
        throw new UnsupportedOperationException("no projection");
    }

    /** Its gradient by the input. */
    InputGradient<A> inputGradient(ConvolutionShape shape, Vec3 output, Scratch scratch);

    /** Its gradient by the weights. */
    WeightGradient<A> weightGradient(ConvolutionShape shape, Vec3 output, Scratch scratch);
}
