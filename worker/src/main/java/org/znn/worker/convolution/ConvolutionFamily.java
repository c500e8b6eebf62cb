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

    /** Its gradient by the input. */
    InputGradient<A> inputGradient(ConvolutionShape shape, Vec3 output, Scratch scratch);

    /** Its gradient by the weights. */
    WeightGradient<A> weightGradient(ConvolutionShape shape, Vec3 output, Scratch scratch);
}
