package org.znn.driver.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.znn.common.config.ConvolutionMode;
import org.znn.common.geometry.Vec3;
import org.znn.driver.bench.LayerBench;
import org.znn.driver.bench.PassBench;
import org.znn.driver.bench.PeakBench;
import org.znn.driver.bench.StepBench;
import org.znn.driver.console.Console;
import org.znn.worker.bench.Effort;
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

    @Option(names = "--conv", paramLabel = "MODE", defaultValue = "direct",
            description = "How convolutions are computed: direct, fft, winograd, winograd_strict, or optimize,"
                    + " optimize_strict, which measure and tell; default: direct. GFLOP/s are those of direct ones.")
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
        ConvolutionMode conv = conv();
        PeakBench peakBench = new PeakBench(console, peak);
        if (network == null) {
            new LayerBench(console, peakBench, conv).run(count, isTraining());
            return;
        }
        Vec3 output = outputSize();
        if (isTraining()) {
            new StepBench(console, peakBench, conv, effort).run(network, output, count);
        } else {
            new PassBench(console, peakBench, conv, effort).run(network, output, count);
        }
    }

    private ConvolutionMode conv() {
        List<String> known = Arrays.stream(ConvolutionMode.values()).map(ConvolutionMode::text).toList();
        if (!known.contains(convolution)) {
            throw new ParameterException(spec.commandLine(), "--conv is '" + convolution + "'; it can be "
                    + String.join(", ", known));
        }
        return ConvolutionMode.values()[known.indexOf(convolution)];
    }

    private boolean isTraining() {
        return mode.equals("train");
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
}
