package org.znn.driver.bench;

import org.znn.common.network.ConvolutionMethod;
import org.znn.driver.console.Console;
import org.znn.driver.report.BenchLines;
import org.znn.worker.bench.Layer;
import org.znn.worker.bench.LayerTimer;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.family.Families;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.simd.Simd;

/** Measures typical layers, each by itself. */
public final class LayerBench {

    private static final double SECONDS = 1.5;

    private final Console console;
    private final PeakBench peak;

    public LayerBench(Console console, PeakBench peak) {
        this.console = console;
        this.peak = peak;
    }

    /**
     * Tells the peak, then a line a layer.
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
        console.line(lines.layer(title, LayerTimer.time(Families.float32(ConvolutionMethod.DIRECT, Simd.ofThisJvm()),
                pass, layer.shape(), layer.output(), team, SECONDS)));
    }
}
