package org.znn.worker.choice;

import org.znn.common.network.ConvolutionMethod;
import org.znn.common.network.Filters;
import org.znn.common.network.TransferFunction;
import org.znn.worker.convolution.Convolution;
import org.znn.worker.convolution.ConvolutionCall;
import org.znn.worker.convolution.ConvolutionFamily;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.InputGradient;
import org.znn.worker.convolution.ProjectedConvolution;
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

    /** In float32, with maps of its own; has taken weights. */
    public static Trial float32(ConvolutionFamily<float[]> family, ConvolutionCall call, ThreadTeam team) {
        return of(family, call, TrialImages.of(call, TrialNumbers::floats), new Scratch(), team);
    }

    /** By a method, its result projected where the call says so; has taken weights. */
    static <A> Trial of(Methods<A> methods, ConvolutionMethod method, ConvolutionCall call, TrialImages<A> images,
            Scratch scratch, ThreadTeam team) {
        ConvolutionFamily<A> family = methods.families().get(method);
        if (call.projection() == 0) {
            return of(family, call, images, scratch, team);
        }
        if (!methods.projects(method, call)) {
            Trial first = of(family, call, images, scratch, team);
            Trial second = of(methods.direct(), new ConvolutionCall(ConvolutionPass.FORWARD, call.projectionShape(),
                    call.output()), new TrialImages<>(images.out(), images.projected(), null), scratch, team);
            return new Trial(first.newWeights, () -> {
                first.run.run();
                second.run.run();
            });
        }
        ProjectedConvolution<A> projected =
                family.projected(call.shape(), call.projection(), call.output(), scratch);
        Filters filters = filters(call.shape());
        Filters projection = filters(call.projectionShape());
        Epilogue first = rectified(call.shape());
        Epilogue second = rectified(call.projectionShape());
        return new Trial(() -> projected.use(filters, projection, team),
                () -> projected.forward(images.in(), images.projected(), first, second, team)).withWeights();
    }

    /** On maps that others use too; has taken weights. */
    private static <A> Trial of(ConvolutionFamily<A> family, ConvolutionCall call, TrialImages<A> images,
            Scratch scratch, ThreadTeam team) {
        Filters filters = filters(call.shape());
        return switch (call.pass()) {
            case FORWARD -> {
                Convolution<A> convolution = family.convolution(call.shape(), call.output(), scratch);
                Epilogue epilogue = rectified(call.shape());
                yield new Trial(() -> convolution.use(filters, team),
                        () -> convolution.forward(images.in(), images.out(), false, epilogue, team)).withWeights();
            }
            case INPUT_GRADIENT -> {
                InputGradient<A> gradient = family.inputGradient(call.shape(), call.output(), scratch);
                yield new Trial(() -> gradient.use(filters, team),
                        () -> gradient.run(images.out(), images.in(), false, team)).withWeights();
            }
            case WEIGHT_GRADIENT -> {
                WeightGradient<A> gradient = family.weightGradient(call.shape(), call.output(), scratch);
                yield new Trial(() -> { }, () -> gradient.run(images.in(), images.out(), team));
            }
        };
    }

    private Trial withWeights() {
        newWeights.run();
        return this;
    }

    private static Filters filters(ConvolutionShape shape) {
        int weights = Math.toIntExact(shape.in() * shape.out() * shape.kernel().product());
        return new Filters(shape.in(), shape.out(), shape.kernel(), TrialNumbers.doubles(weights));
    }

    private static Epilogue rectified(ConvolutionShape shape) {
        return new Epilogue(new double[shape.out()], new TransferFunction.RectifyLinear());
    }
}
