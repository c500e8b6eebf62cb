package org.znn.driver.bench;

import org.znn.common.config.ConvolutionMode;
import org.znn.common.network.ConvolutionMethod;
import org.znn.driver.console.Console;
import org.znn.driver.report.BenchLines;
import org.znn.worker.bench.Layer;
import org.znn.worker.bench.LayerTimer;
import org.znn.worker.choice.Methods;
import org.znn.worker.convolution.ConvolutionCall;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.parallel.ThreadTeam;

/** Measures typical layers, each by itself. */
public final class LayerBench {

    private static final double SECONDS = 1.5;

    private final Console console;
    private final PeakBench peak;

    private final ConvolutionMode mode;
    private final Methods<float[]> methods = Methods.float32();

    /**
     * For a mode.
     *
     * @param mode by whose methods each layer is computed
     */
    public LayerBench(Console console, PeakBench peak, ConvolutionMode mode) {
        this.console = console;
        this.peak = peak;
        this.mode = mode;
    }

    /**
     * Tells the peak, then a line for each method of each layer.
     *
     * @param gradients whether those of each layer are measured, too
     */
    public void run(int threads, boolean gradients) {
        try (ThreadTeam team = new ThreadTeam(threads)) {
            BenchLines lines = peak.run(threads);
            console.line(lines.header());
            for (Layer layer : Layer.TYPICAL) {
                line(lines, "", ConvolutionPass.FORWARD, layer, team);
                if (gradients) {
                    line(lines, "  weight gradient ", ConvolutionPass.WEIGHT_GRADIENT, layer, team);
                    line(lines, "  input gradient  ", ConvolutionPass.INPUT_GRADIENT, layer, team);
                }
            }
        }
    }

    private void line(BenchLines lines, String title, ConvolutionPass pass, Layer layer, ThreadTeam team) {
        ConvolutionCall call = new ConvolutionCall(pass, layer.shape(), layer.output());
        for (ConvolutionMethod method : methods.able(mode.methods(layer.shape().kernel(), false), call)) {
            console.line(lines.layer(title, method, LayerTimer.time(methods.families().get(method), pass,
                    layer.shape(), layer.output(), team, SECONDS)));
        }
    }
}
