package org.znn.worker.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.common.network.TransferFunction;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.DirectConvolution;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.simd.Simd;

/** Times a direct convolution with bias and rectification by itself, on random numbers. */
public final class LayerTimer {

    private static final int FEWEST_RUNS = 5;
    private static final long SEED = 1;

    private LayerTimer() {
    }

    /**
     * Runs the layer for about the given time; the first half, while the JVM still compiles, is not counted.
     *
     * @param output  size of the output (z, y, x)
     * @param seconds how long; at least a few runs are made in any case
     */
    public static LayerTime time(ConvolutionShape shape, Vec3 output, Simd simd, ThreadTeam team, double seconds) {
        Random random = new Random(SEED);
        double[] weights = random.doubles(shape.in() * shape.out() * shape.kernel().product(), -1, 1).toArray();
        DirectConvolution convolution = new DirectConvolution(shape,
                new Filters(shape.in(), shape.out(), shape.kernel(), weights), simd);
        Maps<float[]> in = maps(shape.in(), shape.inputSize(output));
        for (int i = 0; i < in.data().length; i++) {
            in.data()[i] = random.nextFloat();
        }
        Maps<float[]> out = maps(shape.out(), output);
        Epilogue epilogue = new Epilogue(new double[shape.out()], new TransferFunction.RectifyLinear());
        return time(shape, output, team, seconds, () -> convolution.forward(in, out, false, epilogue, team));
    }

    /** Runs what is as much work as that layer for about the given time, the first half not counted. */
    static LayerTime time(ConvolutionShape shape, Vec3 output, ThreadTeam team, double seconds, Runnable work) {
        repeat(work, seconds / 2);
        List<Double> times = repeat(work, seconds / 2);
        Collections.sort(times);
        return new LayerTime(shape, output, team.size(), times.size(), times.get(0), times.get(times.size() / 2));
    }

    private static Maps<float[]> maps(int channels, Vec3 size) {
        MapsLayout layout = MapsLayout.of(channels, size);
        return new Maps<>(layout, new float[layout.length()]);
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
