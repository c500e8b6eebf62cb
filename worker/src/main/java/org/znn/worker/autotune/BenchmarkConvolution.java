package org.znn.worker.autotune;

import org.znn.common.network.AlgorithmKind;
import org.znn.common.network.Filters;
import org.znn.common.network.TransferFunction;
import org.znn.worker.convolution.Convolution;
import org.znn.worker.convolution.ConvolutionAlgorithm;
import org.znn.worker.convolution.ConvolutionCall;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.InputGradient;
import org.znn.worker.convolution.PointwiseFusedConvolution;
import org.znn.worker.convolution.Scratchpad;
import org.znn.worker.convolution.WeightGradient;
import org.znn.worker.parallel.ForkJoinTeam;

/**
 * A single convolution with bias and rectification, or one of its gradients, on synthetic data. A new instance has its
 * weights set.
 *
 * @param setWeights action that replaces the weights, as every training step does
 * @param compute    action that computes the convolution
 */
public record BenchmarkConvolution(Runnable setWeights, Runnable compute) {

    /** Creates a float32 convolution on feature maps of its own. */
    public static BenchmarkConvolution float32(ConvolutionAlgorithm<float[]> algorithm, ConvolutionCall call,
            ForkJoinTeam team) {
        return of(algorithm, call, BenchmarkMaps.of(call, BenchmarkData::floats), new Scratchpad(), team);
    }

    /** Creates a convolution, fused with the pointwise convolution that follows it, if any, if the algorithm can. */
    static <A> BenchmarkConvolution of(AvailableAlgorithms<A> available, AlgorithmKind kind, ConvolutionCall call,
            BenchmarkMaps<A> maps, Scratchpad scratchpad, ForkJoinTeam team) {
        ConvolutionAlgorithm<A> algorithm = available.algorithms().get(kind);
        if (call.pointwiseMaps() == 0) {
            return of(algorithm, call, maps, scratchpad, team);
        }
        if (!available.fusesPointwise(kind, call)) {
            BenchmarkConvolution first = of(algorithm, call, maps, scratchpad, team);
            BenchmarkConvolution second = of(available.direct(),
                    new ConvolutionCall(ConvolutionPass.FORWARD, call.pointwiseShape(), call.output()),
                    new BenchmarkMaps<>(maps.output(), maps.pointwise(), null), scratchpad, team);
            return new BenchmarkConvolution(first.setWeights, () -> {
                first.compute.run();
                second.compute.run();
            });
        }
        PointwiseFusedConvolution<A> fused =
                algorithm.pointwiseFused(call.shape(), call.pointwiseMaps(), call.output(), scratchpad);
        Filters filters = filters(call.shape());
        Filters pointwise = filters(call.pointwiseShape());
        Epilogue epilogue = rectifier(call.shape());
        Epilogue pointwiseEpilogue = rectifier(call.pointwiseShape());
        return new BenchmarkConvolution(() -> fused.setWeights(filters, pointwise, team),
                () -> fused.forward(maps.input(), maps.pointwise(), epilogue, pointwiseEpilogue, team))
                .withWeightsSet();
    }

    private static <A> BenchmarkConvolution of(ConvolutionAlgorithm<A> algorithm, ConvolutionCall call,
            BenchmarkMaps<A> maps, Scratchpad scratchpad, ForkJoinTeam team) {
        Filters filters = filters(call.shape());
        return switch (call.pass()) {
            case FORWARD -> {
                Convolution<A> convolution = algorithm.convolution(call.shape(), call.output(), scratchpad);
                Epilogue epilogue = rectifier(call.shape());
                yield new BenchmarkConvolution(() -> convolution.setWeights(filters, team),
                        () -> convolution.forward(maps.input(), maps.output(), false, epilogue, team))
                        .withWeightsSet();
            }
            case INPUT_GRADIENT -> {
                InputGradient<A> gradient = algorithm.inputGradient(call.shape(), call.output(), scratchpad);
                yield new BenchmarkConvolution(() -> gradient.setWeights(filters, team),
                        () -> gradient.compute(maps.output(), maps.input(), false, team)).withWeightsSet();
            }
            case WEIGHT_GRADIENT -> {
                WeightGradient<A> gradient = algorithm.weightGradient(call.shape(), call.output(), scratchpad);
                yield new BenchmarkConvolution(() -> { }, () -> gradient.compute(maps.input(), maps.output(), team));
            }
        };
    }

    private BenchmarkConvolution withWeightsSet() {
        setWeights.run();
        return this;
    }

    private static Filters filters(ConvolutionShape shape) {
        int weights = Math.toIntExact(shape.in() * shape.out() * shape.kernel().product());
        return new Filters(shape.in(), shape.out(), shape.kernel(), BenchmarkData.doubles(weights));
    }

    private static Epilogue rectifier(ConvolutionShape shape) {
        return new Epilogue(new double[shape.out()], new TransferFunction.RectifyLinear());
    }
}
