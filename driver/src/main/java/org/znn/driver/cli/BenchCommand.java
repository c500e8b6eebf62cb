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
import org.znn.worker.timing.TimingBudget;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code bench}: measures this machine's compute speed. */
@Command(name = "bench",
        customSynopsis = "znn bench [-h] [--verbose] [--conv=MODE] [--mode=forward|train] [--threads=N]"
                + " [NET.znn Z,Y,X]",
        description = {
            "Measure this machine's compute speed, without Spark.", "",
            "Without a network: the peak rate of multiply-adds, and typical layers. With a network: its float32 "
                    + "forward pass (with --mode train a training step), operation by operation, with random weights; "
                    + "the last line of the output is JSON. Run it on an otherwise idle machine.", ""})
final class BenchCommand implements Runnable {

    private final Console console;
    private final TimingBudget budget;
    private final IntToDoubleFunction peak;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "NET.znn", description = "Network to measure.")
    private Path network;

    @Parameters(index = "1", arity = "0..1", paramLabel = "Z,Y,X", converter = Converters.Vec3Converter.class,
            description = "Output size of a pass in voxels, such as 1,320,320.")
    private Vec3 size;

    @Option(names = "--threads", paramLabel = "N", description = "Number of threads (default: all processors).")
    private Integer threads;

    @Option(names = "--mode", paramLabel = "forward|train", defaultValue = "forward",
            description = "forward measures inference passes; train measures training steps, that is, setting new "
                    + "weights, a forward and a backward pass (default: ${DEFAULT-VALUE}).")
    private String mode;

    @Option(names = "--conv", paramLabel = "MODE", defaultValue = "direct",
            description = "How convolutions are computed: direct, fft, winograd or winograd_strict; or optimize or "
                    + "optimize_strict, which measure the algorithms of each layer and print their times (default: "
                    + "${DEFAULT-VALUE}). GFLOP/s always count the operations of direct convolution.")
    private String convolution;

    /**
     * Creates the command.
     *
     * @param budget time and repetitions spent on a network
     * @param peak   function that measures the peak rate of multiply-adds in GFLOP/s with a given number of threads
     */
    BenchCommand(Console console, TimingBudget budget, IntToDoubleFunction peak) {
        this.console = console;
        this.budget = budget;
        this.peak = peak;
    }

    @Override
    public void run() {
        int count = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        if (count < 1) {
            throw new ParameterException(spec.commandLine(), "--threads is " + count + "; it must be at least 1");
        }
        if (!mode.equals("forward") && !mode.equals("train")) {
            throw new ParameterException(spec.commandLine(), "--mode is '" + mode + "'; it must be forward or train");
        }
        ConvolutionMode conv = convolutionMode();
        PeakBench peakBench = new PeakBench(console, peak);
        if (network == null) {
            new LayerBench(console, peakBench, conv).measure(count, isTraining());
            return;
        }
        Vec3 output = outputSize();
        if (isTraining()) {
            new StepBench(console, peakBench, conv, budget).measure(network, output, count);
        } else {
            new PassBench(console, peakBench, conv, budget).measure(network, output, count);
        }
    }

    private ConvolutionMode convolutionMode() {
        List<String> known = Arrays.stream(ConvolutionMode.values()).map(ConvolutionMode::text).toList();
        if (!known.contains(convolution)) {
            throw new ParameterException(spec.commandLine(), "--conv is '" + convolution + "'; it must be one of "
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
        if (!size.isPositive()) {
            throw new ParameterException(spec.commandLine(), "the output size " + size + " must be at least 1,1,1");
        }
        return size;
    }
}
