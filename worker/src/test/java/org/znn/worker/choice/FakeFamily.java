package org.znn.worker.choice;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.Convolution;
import org.znn.worker.convolution.ConvolutionCall;
import org.znn.worker.convolution.ConvolutionFamily;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.Footprint;
import org.znn.worker.convolution.InputGradient;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.Scratch;
import org.znn.worker.convolution.WeightGradient;
import org.znn.worker.parallel.ThreadTeam;

/** Computes nothing, in as much time of a clock of its own as it is told to. */
final class FakeFamily implements ConvolutionFamily<float[]> {

    /** Nanoseconds, for all families of a test. */
    private final AtomicLong clock;
    private final ToDoubleFunction<ConvolutionCall> seconds;
    private final double newWeights;
    private final Footprint footprint;
    private final List<ConvolutionCall> runs = new ArrayList<>();

    /**
     * A method.
     *
     * @param seconds    that a call takes
     * @param newWeights seconds that taking weights takes
     */
    FakeFamily(AtomicLong clock, ToDoubleFunction<ConvolutionCall> seconds, double newWeights, Footprint footprint) {
        this.clock = clock;
        this.seconds = seconds;
        this.newWeights = newWeights;
        this.footprint = footprint;
    }

    /** What it was asked to compute, in order. */
    List<ConvolutionCall> runs() {
        return runs;
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
    public Convolution<float[]> convolution(ConvolutionShape shape, Vec3 output, Scratch scratch) {
        return new Convolution<>() {
            @Override
            public void use(Filters filters, ThreadTeam team) {
                pass(newWeights);
            }

            @Override
            public void forward(Maps<float[]> in, Maps<float[]> out, boolean add, Epilogue epilogue, ThreadTeam team) {
                run(ConvolutionPass.FORWARD, shape, output);
            }
        };
    }

    @Override
    public InputGradient<float[]> inputGradient(ConvolutionShape shape, Vec3 output, Scratch scratch) {
        return new InputGradient<>() {
            @Override
            public void use(Filters filters, ThreadTeam team) {
                pass(newWeights);
            }

            @Override
            public void run(Maps<float[]> outputGradient, Maps<float[]> inputGradient, boolean add, ThreadTeam team) {
                FakeFamily.this.run(ConvolutionPass.INPUT_GRADIENT, shape, output);
            }
        };
    }

    @Override
    public WeightGradient<float[]> weightGradient(ConvolutionShape shape, Vec3 output, Scratch scratch) {
        return (input, outputGradient, team) -> {
            run(ConvolutionPass.WEIGHT_GRADIENT, shape, output);
            return null;
        };
    }

    private void run(ConvolutionPass pass, ConvolutionShape shape, Vec3 output) {
        ConvolutionCall call = new ConvolutionCall(pass, shape, output);
        runs.add(call);
        pass(seconds.applyAsDouble(call));
    }

    private void pass(double time) {
        clock.addAndGet(Math.round(time * 1e9));
    }
}
