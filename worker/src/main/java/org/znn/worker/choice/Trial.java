package org.znn.worker.choice;

import java.util.function.IntFunction;
import org.znn.common.network.Filters;
import org.znn.common.network.TransferFunction;
import org.znn.worker.convolution.Convolution;
import org.znn.worker.convolution.ConvolutionCall;
import org.znn.worker.convolution.ConvolutionFamily;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.InputGradient;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.convolution.Scratch;
import org.znn.worker.convolution.WeightGradient;
import org.znn.worker.parallel.ThreadTeam;

/**
 * A convolution with bias and rectification, or one of its gradients, by itself on made-up numbers.
 *
 * @param newWeights takes weights, as each step of training does
 * @param run        computes
 */
public record Trial(Runnable newWeights, Runnable run) {

    /**
     * Maps that a call reads and writes.
     *
     * @param in  of the convolution
     * @param out of the convolution
     */
    record Images<A>(Maps<A> in, Maps<A> out) {

        static <A> Images<A> of(ConvolutionCall call, IntFunction<A> numbers) {
            MapsLayout in = MapsLayout.of(call.shape().in(), call.shape().inputSize(call.output()));
            MapsLayout out = MapsLayout.of(call.shape().out(), call.output());
            return new Images<>(in, numbers.apply(in.length()), out, numbers.apply(out.length()));
        }

        private Images(MapsLayout in, A inData, MapsLayout out, A outData) {
            this(new Maps<>(in, inData), new Maps<>(out, outData));
        }

        /** Numbers that both take. */
        static long length(ConvolutionCall call) {
            return (long) MapsLayout.of(call.shape().in(), call.shape().inputSize(call.output())).length()
                    + MapsLayout.of(call.shape().out(), call.output()).length();
        }
    }

    /** In float32, with maps of its own; has taken weights. */
    public static Trial float32(ConvolutionFamily<float[]> family, ConvolutionCall call, ThreadTeam team) {
        return of(family, call, Images.of(call, TrialNumbers::floats), new Scratch(), team);
    }

    /** On maps that others use too; has taken weights. */
    static <A> Trial of(ConvolutionFamily<A> family, ConvolutionCall call, Images<A> images, Scratch scratch,
            ThreadTeam team) {
        int weights = Math.toIntExact(call.shape().in() * call.shape().out() * call.shape().kernel().product());
        Filters filters = new Filters(call.shape().in(), call.shape().out(), call.shape().kernel(),
                TrialNumbers.doubles(weights));
        Trial trial = switch (call.pass()) {
            case FORWARD -> {
                Convolution<A> convolution = family.convolution(call.shape(), call.output(), scratch);
                Epilogue epilogue = new Epilogue(new double[call.shape().out()], new TransferFunction.RectifyLinear());
                yield new Trial(() -> convolution.use(filters),
                        () -> convolution.forward(images.in(), images.out(), false, epilogue, team));
            }
            case INPUT_GRADIENT -> {
                InputGradient<A> gradient = family.inputGradient(call.shape(), call.output(), scratch);
                yield new Trial(() -> gradient.use(filters),
                        () -> gradient.run(images.out(), images.in(), false, team));
            }
            case WEIGHT_GRADIENT -> {
                WeightGradient<A> gradient = family.weightGradient(call.shape(), call.output(), scratch);
                yield new Trial(() -> { }, () -> gradient.run(images.in(), images.out(), team));
            }
        };
        trial.newWeights.run();
        return trial;
    }
}
