package org.znn.worker.engine;

import java.util.function.LongConsumer;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.Convolution;
import org.znn.worker.convolution.ConvolutionAlgorithm;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Footprint;
import org.znn.worker.convolution.InputGradient;
import org.znn.worker.convolution.Scratchpad;
import org.znn.worker.convolution.WeightGradient;

/**
 * Convolutions computed by their definition.
 *
 * @param allocated consumer of the bytes of the weights of each forward convolution, called when it is created
 */
record NaiveAlgorithm(LongConsumer allocated) implements ConvolutionAlgorithm<double[]> {

    @Override
    public boolean supports(ConvolutionPass pass, ConvolutionShape shape) {
        return true;
    }

    @Override
    public Footprint footprint(ConvolutionPass pass, ConvolutionShape shape, Vec3 output, int threads) {
        return pass == ConvolutionPass.FORWARD ? new Footprint(bytes(shape), Scratchpad.Size.NONE) : Footprint.NONE;
    }

    private static long bytes(ConvolutionShape shape) {
        return Double.BYTES * shape.in() * shape.out() * shape.kernel().product();
    }

    @Override
    public Convolution<double[]> convolution(ConvolutionShape shape, Vec3 output, Scratchpad scratchpad) {
        allocated.accept(bytes(shape));
        return new NaiveConvolver(shape);
    }

    @Override
    public InputGradient<double[]> inputGradient(ConvolutionShape shape, Vec3 output, Scratchpad scratchpad) {
        return new NaiveConvolver(shape);
    }

    @Override
    public WeightGradient<double[]> weightGradient(ConvolutionShape shape, Vec3 output, Scratchpad scratchpad) {
        return new NaiveConvolver(shape);
    }
}
