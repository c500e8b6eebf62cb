package org.znn.worker.convolution.direct;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.Convolution;
import org.znn.worker.convolution.ConvolutionAlgorithm;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Footprint;
import org.znn.worker.convolution.InputGradient;
import org.znn.worker.convolution.Scratchpad;
import org.znn.worker.convolution.WeightGradient;

/** Direct convolution in float64 with plain loops, for any shape. Reads the weights without packing them. */
public record DoubleDirectAlgorithm() implements ConvolutionAlgorithm<double[]> {

    @Override
    public boolean supports(ConvolutionPass pass, ConvolutionShape shape) {
        return true;
    }

    /** Counts the weights once, in the forward pass: the passes share them. */
    @Override
    public Footprint footprint(ConvolutionPass pass, ConvolutionShape shape, Vec3 output, int threads) {
        return pass == ConvolutionPass.FORWARD
                ? new Footprint(shape.in() * shape.out() * shape.kernel().product() * Double.BYTES,
                        Scratchpad.Size.NONE) : Footprint.NONE;
    }

    @Override
    public Convolution<double[]> convolution(ConvolutionShape shape, Vec3 output, Scratchpad scratchpad) {
        return new DoubleDirectConvolution(shape);
    }

    @Override
    public InputGradient<double[]> inputGradient(ConvolutionShape shape, Vec3 output, Scratchpad scratchpad) {
        return new DoubleDirectInputGradient(shape);
    }

    @Override
    public WeightGradient<double[]> weightGradient(ConvolutionShape shape, Vec3 output, Scratchpad scratchpad) {
        return new DoubleDirectWeightGradient(shape);
    }
}
