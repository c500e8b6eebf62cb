package org.znn.worker.engine;

import org.znn.common.geometry.Vec3;
import org.znn.common.network.ConvolutionMethod;
import org.znn.common.volume.Precision;
import org.znn.worker.convolution.ConvolutionFamily;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.MapsLayout;
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

    /** What computes convolutions that way; throws IllegalArgumentException where nothing does. */
    ConvolutionFamily<A> family(ConvolutionMethod method);

    GradientRows<A> gradientRows();

    /** out[p] = the greatest of in[p + q·dilation], q in the window; {@code out} is (window − 1)·dilation smaller. */
    void maxFilter(Maps<A> in, Vec3 window, Vec3 dilation, Maps<A> out, ThreadTeam team);
}
