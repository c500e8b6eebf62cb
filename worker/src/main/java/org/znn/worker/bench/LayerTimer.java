package org.znn.worker.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.common.network.TransferFunction;
import org.znn.worker.convolution.Convolution;
import org.znn.worker.convolution.ConvolutionFamily;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.InputGradient;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.convolution.Scratch;
import org.znn.worker.convolution.WeightGradient;
import org.znn.worker.parallel.ThreadTeam;

/** Times a convolution with bias and rectification, or one of its gradients, by itself, on random numbers. */
public final class LayerTimer {

    private static final int FEWEST_RUNS = 5;
    private static final long SEED = 1;

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
        Runnable work = work(family, pass, shape, output, team);
        repeat(work, seconds / 2);
        List<Double> times = repeat(work, seconds / 2);
        Collections.sort(times);
        return new LayerTime(shape, output, team.size(), times.size(), times.get(0), times.get(times.size() / 2));
    }

    private static Runnable work(ConvolutionFamily<float[]> family, ConvolutionPass pass, ConvolutionShape shape,
            Vec3 output, ThreadTeam team) {
        Random random = new Random(SEED);
        double[] weights = random.doubles(shape.in() * shape.out() * shape.kernel().product(), -1, 1).toArray();
        Filters filters = new Filters(shape.in(), shape.out(), shape.kernel(), weights);
        Scratch scratch = new Scratch();
        Maps<float[]> in = random(shape.in(), shape.inputSize(output), random);
        Maps<float[]> out = random(shape.out(), output, random);
        switch (pass) {
            case FORWARD -> {
                Convolution<float[]> convolution = family.convolution(shape, output, scratch);
                convolution.use(filters);
                Epilogue epilogue = new Epilogue(new double[shape.out()], new TransferFunction.RectifyLinear());
                return () -> convolution.forward(in, out, false, epilogue, team);
            }
            case INPUT_GRADIENT -> {
                InputGradient<float[]> gradient = family.inputGradient(shape, output, scratch);
                gradient.use(filters);
                return () -> gradient.run(out, in, false, team);
            }
            default -> {
                WeightGradient<float[]> gradient = family.weightGradient(shape, output, scratch);
                return () -> gradient.run(in, out, team);
            }
        }
    }

    private static Maps<float[]> random(int channels, Vec3 size, Random random) {
        MapsLayout layout = MapsLayout.of(channels, size);
        float[] data = new float[layout.length()];
        for (int i = 0; i < data.length; i++) {
            data[i] = random.nextFloat();
        }
        return new Maps<>(layout, data);
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
