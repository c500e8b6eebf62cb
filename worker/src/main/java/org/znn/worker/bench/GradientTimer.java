package org.znn.worker.bench;

import java.util.Random;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.DirectConvolutionGradient;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.convolution.Scratch;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.simd.Simd;

/** Times both gradients of a direct convolution, each by itself, on random numbers. */
public final class GradientTimer {

    private static final long SEED = 1;

    private GradientTimer() {
    }

    /**
     * How long they took; each does as many operations as the convolution.
     *
     * @param input  dE/d(input)
     * @param weight dE/d(weight)
     */
    public record Times(LayerTime input, LayerTime weight) {
    }

    /** Runs each gradient of a layer for an output of that size (z, y, x). */
    public static Times time(ConvolutionShape shape, Vec3 output, Simd simd, ThreadTeam team, double seconds) {
        Random random = new Random(SEED);
        double[] weights = random.doubles(shape.in() * shape.out() * shape.kernel().product(), -1, 1).toArray();
        DirectConvolutionGradient gradient = new DirectConvolutionGradient(shape, simd, new Scratch());
        gradient.use(new Filters(shape.in(), shape.out(), shape.kernel(), weights));
        Maps<float[]> input = random(shape.in(), shape.inputSize(output), random);
        Maps<float[]> outputGradient = random(shape.out(), output, random);
        Maps<float[]> inputGradient = random(shape.in(), shape.inputSize(output), random);
        return new Times(
                LayerTimer.time(shape, output, team, seconds,
                        () -> gradient.input(outputGradient, inputGradient, false, team)),
                LayerTimer.time(shape, output, team, seconds, () -> gradient.weights(input, outputGradient, team)));
    }

    private static Maps<float[]> random(int channels, Vec3 size, Random random) {
        MapsLayout layout = MapsLayout.of(channels, size);
        float[] data = new float[layout.length()];
        for (int i = 0; i < data.length; i++) {
            data[i] = random.nextFloat();
        }
        return new Maps<>(layout, data);
    }
}
