package org.znn.worker.autotune;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.Convolution;
import org.znn.worker.convolution.ConvolutionAlgorithm;
import org.znn.worker.convolution.ConvolutionCall;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.convolution.Footprint;
import org.znn.worker.convolution.InputGradient;
import org.znn.worker.convolution.Scratchpad;
import org.znn.worker.convolution.WeightGradient;
import org.znn.worker.parallel.ForkJoinTeam;

/** Computes nothing; advances a simulated clock by a given time per execution. */
final class FakeAlgorithm implements ConvolutionAlgorithm<float[]> {

    /** Simulated time in nanoseconds, shared by all algorithms of a test. */
    private final AtomicLong clock;
    private final ToDoubleFunction<ConvolutionCall> seconds;
    private final double setWeightsSeconds;
    private final Footprint footprint;
    private final List<ConvolutionCall> executions = new ArrayList<>();

    /**
     * Creates an algorithm.
     *
     * @param seconds           duration of an execution
     * @param setWeightsSeconds duration of replacing the weights
     */
    FakeAlgorithm(AtomicLong clock, ToDoubleFunction<ConvolutionCall> seconds, double setWeightsSeconds,
            Footprint footprint) {
        this.clock = clock;
        this.seconds = seconds;
        this.setWeightsSeconds = setWeightsSeconds;
        this.footprint = footprint;
    }

    /** Calls executed, in order. */
    List<ConvolutionCall> executions() {
        return executions;
    }

    @Override
    public boolean supports(ConvolutionPass pass, ConvolutionShape shape) {
        return true;
    }

    @Override
    public Footprint footprint(ConvolutionPass pass, ConvolutionShape shape, Vec3 output, int threads) {
        return footprint;
    }

    @Override
    public Convolution<float[]> convolution(ConvolutionShape shape, Vec3 output, Scratchpad scratchpad) {
        return new Convolution<>() {
            @Override
            public void setWeights(Filters filters, ForkJoinTeam team) {
                advance(setWeightsSeconds);
            }

            @Override
            public void forward(FeatureMaps<float[]> in, FeatureMaps<float[]> out, boolean accumulate,
                    Epilogue epilogue,
                    ForkJoinTeam team) {
                execute(ConvolutionPass.FORWARD, shape, output);
            }
        };
    }

    @Override
    public InputGradient<float[]> inputGradient(ConvolutionShape shape, Vec3 output, Scratchpad scratchpad) {
        return new InputGradient<>() {
            @Override
            public void setWeights(Filters filters, ForkJoinTeam team) {
                advance(setWeightsSeconds);
            }

            @Override
            public void compute(FeatureMaps<float[]> outputGradient, FeatureMaps<float[]> inputGradient,
                    boolean accumulate,
                    ForkJoinTeam team) {
                FakeAlgorithm.this.execute(ConvolutionPass.INPUT_GRADIENT, shape, output);
            }
        };
    }

    @Override
    public WeightGradient<float[]> weightGradient(ConvolutionShape shape, Vec3 output, Scratchpad scratchpad) {
        return (input, outputGradient, team) -> {
            execute(ConvolutionPass.WEIGHT_GRADIENT, shape, output);
            return null;
        };
    }

    private void execute(ConvolutionPass pass, ConvolutionShape shape, Vec3 output) {
        ConvolutionCall call = new ConvolutionCall(pass, shape, output);
        executions.add(call);
        advance(seconds.applyAsDouble(call));
    }

    private void advance(double seconds) {
        clock.addAndGet(Math.round(seconds * 1e9));
    }
}
