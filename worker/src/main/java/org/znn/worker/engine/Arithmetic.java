package org.znn.worker.engine;

import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.common.volume.Precision;
import org.znn.worker.convolution.Convolution;
import org.znn.worker.convolution.ConvolutionGradient;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.convolution.Scratch;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.simd.GradientRows;
import org.znn.worker.simd.Rows;

/**
 * All that depends on the real type a network is computed in; the rest of the engine is written once.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
interface Arithmetic<A> {

    Precision precision();

    /** How maps of that many channels and that size lie in an array; ArithmeticException where none is long enough. */
    MapsLayout layout(int channels, Vec3 size);

    A allocate(int length);

    Rows<A> rows();

    /** Bytes that {@link #convolution} of that shape will hold. */
    long weightBytes(ConvolutionShape shape);

    Convolution<A> convolution(ConvolutionShape shape, Filters filters);

    GradientRows<A> gradientRows();

    /** Bytes that {@link #gradient} of that shape will hold, the scratch apart. */
    long gradientBytes(ConvolutionShape shape);

    /**
     * What the scratch will grow to where it serves {@link #gradient} of that shape for outputs of that size;
     * ArithmeticException where no array is long enough.
     */
    Scratch.Size scratch(ConvolutionShape shape, Vec3 outputSize);

    /** The gradient of a convolution, whose weights are still to come. */
    ConvolutionGradient<A> gradient(ConvolutionShape shape, Scratch scratch);

    /** out[p] = the greatest of in[p + q·dilation], q in the window; {@code out} is (window − 1)·dilation smaller. */
    void maxFilter(Maps<A> in, Vec3 window, Vec3 dilation, Maps<A> out, ThreadTeam team);
}
