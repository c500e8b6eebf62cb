package org.znn.driver.cli;

import java.nio.file.Path;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.ConvolutionMethod;
import org.znn.common.network.NetworkParser;
import org.znn.common.network.NetworkSpec;
import org.znn.common.problem.UserMistake;
import org.znn.common.volume.Precision;
import org.znn.driver.console.Console;
import org.znn.driver.report.BenchLines;
import org.znn.driver.report.Durations;
import org.znn.driver.report.Quantities;
import org.znn.worker.bench.Effort;
import org.znn.worker.bench.Layer;
import org.znn.worker.bench.LayerTimer;
import org.znn.worker.bench.NetworkBench;
import org.znn.worker.bench.NetworkSpeed;
import org.znn.worker.bench.TrainingBench;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.family.Families;
import org.znn.worker.engine.NetworkPlan;
import org.znn.worker.engine.PassTooLarge;
import org.znn.worker.engine.TrainingPlan;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.simd.Simd;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bench}: how fast this machine computes. */
@Command(name = "bench", description = {"Measure how fast this machine computes, without Spark.", "",
    "Without a network: the machine's multiply-add peak, and typical layers. With one: its forward pass in float32,",
    "or its step of training, step by step, with random weights; the last line is JSON. The machine should do nothing",
    "else meanwhile.", ""})
final class BenchCommand implements Runnable {

    private static final double LAYER_SECONDS = 1.5;
    private static final String REMEDY =
            "choose a smaller output size, or give more memory with --driver-memory before the command";

    private final Console console;
    private final Effort effort;
    private final IntToDoubleFunction peak;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "NET.znn", description = "A network file.")
    private Path network;

    @Parameters(index = "1", arity = "0..1", paramLabel = "Z,Y,X",
            description = "Output size of a pass, such as 1,320,320.")
    private String size;

    @Option(names = "--threads", paramLabel = "N", description = "Threads of a pass; default: all processors.")
    private Integer threads;

    @Option(names = "--mode", paramLabel = "forward|train", defaultValue = "forward",
            description = "Passes forward, or steps of training (new weights, forward, backward); default: forward.")
    private String mode;

    @Option(names = "--conv", paramLabel = "direct", defaultValue = "direct",
            description = "How convolutions are computed; so far there is direct only.")
    private String convolution;

    /**
     * The command.
     *
     * @param effort spent on a network
     * @param peak   measures the GFLOP/s of that many threads
     */
    BenchCommand(Console console, Effort effort, IntToDoubleFunction peak) {
        this.console = console;
        this.effort = effort;
        this.peak = peak;
    }

    @Override
    public void run() {
        int count = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        if (count < 1) {
            throw new ParameterException(spec.commandLine(), "--threads is " + count + "; it must be at least 1");
        }
        if (!mode.equals("forward") && !mode.equals("train")) {
            throw new ParameterException(spec.commandLine(), "--mode is '" + mode + "'; it can be forward or train");
        }
        if (!convolution.equals("direct")) {
            throw new ParameterException(spec.commandLine(), "--conv is '" + convolution
                    + "'; so far convolutions are computed directly only: leave it out, or give direct");
        }
        if (network == null) {
            layers(count);
            return;
        }
        Vec3 output = outputSize();
        NetworkSpec net = NetworkParser.parse(network.toString());
        if (isTraining()) {
            train(net, trainingPlan(net, output), count);
        } else {
            forward(net, plan(net, output), count);
        }
    }

    private boolean isTraining() {
        return mode.equals("train");
    }

    private void layers(int count) {
        try (ThreadTeam team = new ThreadTeam(count)) {
            BenchLines lines = peak(count);
            console.line(lines.header());
            for (Layer layer : Layer.TYPICAL) {
                layer(lines, "", ConvolutionPass.FORWARD, layer, team);
                if (isTraining()) {
                    layer(lines, "  weight gradient ", ConvolutionPass.WEIGHT_GRADIENT, layer, team);
                    layer(lines, "  input gradient  ", ConvolutionPass.INPUT_GRADIENT, layer, team);
                }
            }
        }
    }

    private void layer(BenchLines lines, String title, ConvolutionPass pass, Layer layer, ThreadTeam team) {
        console.line(lines.layer(title, LayerTimer.time(Families.float32(ConvolutionMethod.DIRECT, Simd.ofThisJvm()),
                pass, layer.shape(), layer.output(), team, LAYER_SECONDS)));
    }

    private void forward(NetworkSpec net, NetworkPlan plan, int count) {
        try (ThreadTeam team = new ThreadTeam(count)) {
            BenchLines lines = peak(count);
            NetworkSpeed speed = NetworkBench.forward(net, plan, team, effort);
            steps(lines, speed);
            console.line(lines.total("pass", speed));
            console.line("");
            console.line("speed    " + Quantities.count(speed.voxelsPerSecond()) + " output voxels/s");
            console.line("warm-up  the first pass took " + Durations.of(speed.firstSeconds()));
            console.line("memory   " + Quantities.bytes(plan.bytes()));
            console.line(lines.json(network, mode, speed));
        }
    }

    private void train(NetworkSpec net, TrainingPlan plan, int count) {
        try (ThreadTeam team = new ThreadTeam(count)) {
            BenchLines lines = peak(count);
            TrainingBench.Speed speed = TrainingBench.time(net, plan, team, effort);
            steps(lines, speed.step());
            console.line(lines.newWeights(speed.useSeconds()));
            console.line(lines.total("step of training", speed.step()));
            console.line("");
            console.line("speed    " + Quantities.count(speed.step().voxelsPerSecond()) + " output voxels/s");
            console.line("warm-up  the first step took " + Durations.of(speed.step().firstSeconds()));
            console.line("memory   " + Quantities.bytes(plan.bytes()));
            console.line(lines.json(network, mode, speed.step()));
        }
    }

    private void steps(BenchLines lines, NetworkSpeed speed) {
        console.line(lines.header());
        speed.steps().forEach(step -> console.line(lines.step(step)));
    }

    private BenchLines peak(int count) {
        double one = peak.applyAsDouble(1);
        double all = count == 1 ? one : peak.applyAsDouble(count);
        console.line("computes " + Simd.ofThisJvm().name());
        console.line("peak     " + Math.round(one) + " GFLOP/s with 1 thread"
                + (count == 1 ? "" : ", " + Math.round(all) + " with " + count));
        console.line("");
        return new BenchLines(count, all);
    }

    private Vec3 outputSize() {
        if (size == null) {
            throw new ParameterException(spec.commandLine(),
                    "give the output size of a pass after the network, such as 1,100,100");
        }
        Vec3 output;
        try {
            output = Vec3.parse(size);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        if (Math.min(output.z(), Math.min(output.y(), output.x())) < 1) {
            throw new ParameterException(spec.commandLine(), "the output size " + size + " must be at least 1,1,1");
        }
        return output;
    }

    private static NetworkPlan plan(NetworkSpec net, Vec3 output) {
        NetworkPlan plan = fitting(net, () -> NetworkPlan.of(net, output, Precision.FLOAT32));
        checkHeap(net, "a pass of " + output, plan.bytes(), plan.outputBytes());
        return plan;
    }

    private static TrainingPlan trainingPlan(NetworkSpec net, Vec3 output) {
        TrainingPlan plan = fitting(net, () -> TrainingPlan.of(net, output, Precision.FLOAT32));
        checkHeap(net, "a step of training of " + output, plan.bytes(), plan.outputBytes() + plan.gradientBytes());
        return plan;
    }

    private static <P> P fitting(NetworkSpec net, Supplier<P> plan) {
        try {
            return plan.get();
        } catch (PassTooLarge e) {
            throw new UserMistake(net.source(), e.getMessage(), REMEDY);
        }
    }

    private static void checkHeap(NetworkSpec net, String what, long held, long returned) {
        long heap = Runtime.getRuntime().maxMemory();
        if (held + returned > heap) {
            throw new UserMistake(net.source(), what + " needs " + Quantities.bytes(held) + ", the heap has "
                    + Quantities.bytes(heap), REMEDY);
        }
    }
}
