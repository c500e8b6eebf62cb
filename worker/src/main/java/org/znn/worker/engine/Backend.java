package org.znn.worker.engine;

import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmKind;
import org.znn.common.volume.Precision;
import org.znn.worker.convolution.ConvolutionAlgorithm;
import org.znn.worker.convolution.FeatureMapLayout;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.simd.GradientRowOps;
import org.znn.worker.simd.RowOps;

/**
 * The kernels of one precision. The rest of the engine does not depend on the precision.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
interface Backend<A> {

    Precision precision();

    /**
     * Layout of {@code channels} feature maps of a size (z, y, x) in an array.
     *
     * @throws ArithmeticException if the array length overflows
     */
    FeatureMapLayout layout(int channels, Vec3 size);

    A allocate(int length);

    RowOps<A> rowOps();

    GradientRowOps<A> gradientRowOps();

    /**
     * The convolution algorithm of a kind.
     *
     * @throws IllegalArgumentException if the kind is not available in this precision
     */
    ConvolutionAlgorithm<A> algorithm(AlgorithmKind kind);

    /**
     * Computes out[p] = max over q in the window of in[p + q·dilation].
     *
     * @param out maps that are (window − 1)·dilation smaller than {@code in}
     */
    void maxFilter(FeatureMaps<A> in, Vec3 window, Vec3 dilation, FeatureMaps<A> out, ForkJoinTeam team);
}
