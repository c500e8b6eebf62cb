package org.znn.worker.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.worker.choice.Trial;
import org.znn.worker.convolution.ConvolutionCall;
import org.znn.worker.convolution.ConvolutionFamily;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.parallel.ThreadTeam;

/** Times a convolution with bias and rectification, or one of its gradients, by itself, on made-up numbers. */
public final class LayerTimer {

    private static final int FEWEST_RUNS = 5;

    private LayerTimer() {
    }

    /**
     * Runs the pass for about the given time; the first half, while the JVM still compiles, is not counted. A gradient
     * does as many operations as the convolution.
     *
     * @param family  computes it
     * @param output  size of the output (z, y, x)
     * @param seconds how long; at least a few runs are made in any case
     */
    public static LayerTime time(ConvolutionFamily<float[]> family, ConvolutionPass pass, ConvolutionShape shape,
            Vec3 output, ThreadTeam team, double seconds) {
        Runnable work = Trial.float32(family, new ConvolutionCall(pass, shape, output), team).run();
        repeat(work, seconds / 2);
        List<Double> times = repeat(work, seconds / 2);
        Collections.sort(times);
        return new LayerTime(shape, output, team.size(), times.size(), times.get(0), times.get(times.size() / 2));
    }

    /** Seconds of each run. */
    private static List<Double> repeat(Runnable layer, double seconds) {
        List<Double> times = new ArrayList<>();
        long began = System.nanoTime();
        while (times.size() < FEWEST_RUNS || System.nanoTime() - began < seconds * 1e9) {
            long start = System.nanoTime();
            layer.run();
            times.add((System.nanoTime() - start) * 1e-9);
        }
        return times;
    }
}
