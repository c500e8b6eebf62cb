package org.znn.worker.choice;

import java.util.function.IntFunction;
import org.znn.worker.convolution.ConvolutionCall;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.MapsLayout;

/**
 * Maps that a call reads and writes.
 *
 * @param in        of the convolution
 * @param out       of the convolution
 * @param projected what a 1x1x1 convolution makes of those; null where none does
 */
record TrialImages<A>(Maps<A> in, Maps<A> out, Maps<A> projected) {

    static <A> TrialImages<A> of(ConvolutionCall call, IntFunction<A> numbers) {
        return new TrialImages<>(maps(in(call), numbers), maps(out(call), numbers),
                call.projection() == 0 ? null : maps(projected(call), numbers));
    }

    /** Numbers that all of them take. */
    static long length(ConvolutionCall call) {
        return (long) in(call).length() + out(call).length() + (call.projection() == 0 ? 0 : projected(call).length());
    }

    private static <A> Maps<A> maps(MapsLayout layout, IntFunction<A> numbers) {
        return new Maps<>(layout, numbers.apply(layout.length()));
    }

    private static MapsLayout in(ConvolutionCall call) {
        return MapsLayout.of(call.shape().in(), call.shape().inputSize(call.output()));
    }

    private static MapsLayout out(ConvolutionCall call) {
        return MapsLayout.of(call.shape().out(), call.output());
    }

    private static MapsLayout projected(ConvolutionCall call) {
        return MapsLayout.of(call.projection(), call.output());
    }
}
