package org.znn.driver.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.znn.common.config.ConvolutionMode;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmKind;
import org.znn.worker.bench.NetworkSpeed;
import org.znn.worker.convolution.ConvolutionCall;
import org.znn.worker.engine.StepInfo;

/**
 * Formats the results of a benchmark as a table and as JSON.
 *
 * @param threads number of threads of the benchmark
 * @param peak    rate of multiply-adds in registers with all threads, in GFLOP/s
 */
public record BenchmarkReport(int threads, double peak) {

    private static final String ROW = "%-52s %14s %9s %9s %7s";
    private static final double GIGA = 1e9;
    private static final double MILLI = 1e3;
    private static final double PERCENT = 100;

    /** Returns the header of the table. */
    public String header() {
        return row("layer", "output", "ms", "GFLOP/s", "of peak");
    }

    /**
     * Returns the line for a single layer.
     *
     * @param prefix  text before the description of the layer, such as the kind of gradient
     * @param kind    algorithm that was measured
     * @param call    convolution that was measured
     * @param seconds median time of the convolution
     */
    public String layer(String prefix, AlgorithmKind kind, ConvolutionCall call, double seconds) {
        String suffix = kind == AlgorithmKind.DIRECT ? "" : ", " + kind.text();
        return row(prefix + call.shape().description() + suffix, call.output(), call.operations(), seconds);
    }

    /** Returns the header and one line per step of a network. */
    public List<String> steps(NetworkSpeed speed) {
        List<String> lines = new ArrayList<>(List.of(header()));
        speed.steps().forEach(step -> lines.add(step(step)));
        return lines;
    }

    private String step(NetworkSpeed.Step step) {
        StepInfo info = step.info();
        String action = info.action().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return row((info.name() + "  " + action + " " + info.detail()).strip(), info.size(), info.operations(),
                step.seconds());
    }

    /** Returns the line for setting new weights, which precedes a training step. */
    public String newWeights(double seconds) {
        return row("new weights", "", fixed("%.2f", seconds * MILLI), "", "");
    }

    /**
     * Returns the line for all steps of a network together.
     *
     * @param unit name of the whole, such as {@code pass}
     */
    public String total(String unit, NetworkSpeed speed) {
        return row(unit + ", median of " + speed.repetitions(), speed.outputSize(), speed.operations(),
                speed.seconds());
    }

    /**
     * Returns the lines with speed, warm-up and memory.
     *
     * @param unit  name of what was measured, such as {@code pass}
     * @param bytes bytes of the compiled network
     */
    public List<String> summary(String unit, NetworkSpeed speed, long bytes) {
        return List.of("", "speed    " + Quantities.formatCount(speed.voxelsPerSecond()) + " output voxels/s",
                "warm-up  the first " + unit + " took " + Durations.format(speed.firstSeconds()),
                "memory   " + Quantities.formatBytes(bytes));
    }

    /**
     * Returns the results as one line of JSON.
     *
     * @param mode        {@code forward} or {@code train}
     * @param convolution convolution mode
     */
    public String json(Path network, String mode, ConvolutionMode convolution, NetworkSpeed speed) {
        return new JsonLine().add("net", network.getFileName().toString()).add("mode", mode)
                .add("outsz", speed.outputSize().toString()).add("threads", threads).add("variant", convolution.text())
                .add("seconds", "%.5f", speed.seconds()).add("voxels_per_s", "%.0f", speed.voxelsPerSecond())
                .add("gflop_per_s", "%.1f", speed.operations() / speed.seconds() / GIGA)
                .add("peak_gflop_per_s", "%.1f", peak).end();
    }

    private String row(String name, Vec3 output, long operations, double seconds) {
        double rate = operations / seconds / GIGA;
        return row(name, output.toString(), fixed("%.2f", seconds * MILLI), operations == 0 ? "" : fixed("%.1f", rate),
                operations == 0 ? "" : fixed("%.0f %%", PERCENT * rate / peak));
    }

    private static String row(String name, String output, String time, String rate, String share) {
        return String.format(Locale.ROOT, ROW, name, output, time, rate, share).stripTrailing();
    }

    private static String fixed(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
