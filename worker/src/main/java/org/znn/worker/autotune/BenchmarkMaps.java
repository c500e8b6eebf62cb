package org.znn.worker.autotune;

import java.util.function.IntFunction;
import org.znn.worker.convolution.ConvolutionCall;
import org.znn.worker.convolution.FeatureMapLayout;
import org.znn.worker.convolution.FeatureMaps;

/**
 * Feature maps that a convolution reads and writes.
 *
 * @param input     input of the convolution
 * @param output    output of the convolution
 * @param pointwise output of the pointwise convolution that follows; null if there is none
 * @param <A>       {@code float[]} or {@code double[]}
 */
record BenchmarkMaps<A>(FeatureMaps<A> input, FeatureMaps<A> output, FeatureMaps<A> pointwise) {

    /**
     * Allocates the maps of a call.
     *
     * @param data factory of arrays of a given length
     */
    static <A> BenchmarkMaps<A> of(ConvolutionCall call, IntFunction<A> data) {
        return new BenchmarkMaps<>(maps(input(call), data), maps(output(call), data),
                call.pointwiseMaps() == 0 ? null : maps(pointwise(call), data));
    }

    /** Number of elements of all maps of a call. */
    static long elements(ConvolutionCall call) {
        return (long) input(call).length() + output(call).length()
                + (call.pointwiseMaps() == 0 ? 0 : pointwise(call).length());
    }

    private static <A> FeatureMaps<A> maps(FeatureMapLayout layout, IntFunction<A> data) {
        return new FeatureMaps<>(layout, data.apply(layout.length()));
    }

    private static FeatureMapLayout input(ConvolutionCall call) {
        return FeatureMapLayout.of(call.shape().in(), call.shape().inputSize(call.output()));
    }

    private static FeatureMapLayout output(ConvolutionCall call) {
        return FeatureMapLayout.of(call.shape().out(), call.output());
    }

    private static FeatureMapLayout pointwise(ConvolutionCall call) {
        return FeatureMapLayout.of(call.pointwiseMaps(), call.output());
    }
}
