package org.znn.driver.bench;

import org.znn.common.config.ConvolutionMode;
import org.znn.common.network.AlgorithmKind;
import org.znn.driver.console.Console;
import org.znn.driver.report.BenchmarkReport;
import org.znn.worker.autotune.AvailableAlgorithms;
import org.znn.worker.bench.BenchmarkLayer;
import org.znn.worker.bench.LayerTimer;
import org.znn.worker.convolution.ConvolutionCall;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.parallel.ForkJoinTeam;

/** Measures typical layers one by one. */
public final class LayerBench {

    private static final double SECONDS_PER_LAYER = 1.5;

    private final Console console;
    private final PeakBench peak;
    private final ConvolutionMode mode;
    private final AvailableAlgorithms<float[]> available = AvailableAlgorithms.float32();

    /**
     * Creates a benchmark.
     *
     * @param mode selects the algorithms to measure
     */
    public LayerBench(Console console, PeakBench peak, ConvolutionMode mode) {
        this.console = console;
        this.peak = peak;
        this.mode = mode;
    }

    /**
     * Prints the peak rate, then a line per layer and algorithm.
     *
     * @param gradients whether to measure the gradients of each layer as well
     */
    public void measure(int threads, boolean gradients) {
        try (ForkJoinTeam team = new ForkJoinTeam(threads)) {
            BenchmarkReport report = peak.measure(threads);
            console.printResult(report.header());
            for (BenchmarkLayer layer : BenchmarkLayer.TYPICAL) {
                measure(report, "", ConvolutionPass.FORWARD, layer, team);
                if (gradients) {
                    measure(report, "  weight gradient ", ConvolutionPass.WEIGHT_GRADIENT, layer, team);
                    measure(report, "  input gradient  ", ConvolutionPass.INPUT_GRADIENT, layer, team);
                }
            }
        }
    }

    private void measure(BenchmarkReport report, String title, ConvolutionPass pass, BenchmarkLayer layer,
            ForkJoinTeam team) {
        ConvolutionCall call = new ConvolutionCall(pass, layer.shape(), layer.output());
        for (AlgorithmKind kind : available.supported(mode.candidates(layer.shape().kernel(), false), call)) {
            console.printResult(report.layer(title, kind, call,
                    LayerTimer.time(available.algorithms().get(kind), call, team, SECONDS_PER_LAYER).median()));
        }
    }
}
