package org.znn.worker.convolution.direct;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.Convolution;
import org.znn.worker.convolution.ConvolutionFamily;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Footprint;
import org.znn.worker.convolution.InputGradient;
import org.znn.worker.convolution.Scratch;
import org.znn.worker.convolution.WeightGradient;

/** Direct convolution in float64, plain, of any shape. It keeps the weights as they are given. */
public record DoubleDirectFamily() implements ConvolutionFamily<double[]> {

    @Override
    public boolean supports(ConvolutionPass pass, ConvolutionShape shape) {
        return true;
    }

    /** The weights count once: both passes share them. */
    @Override
    public Footprint footprint(ConvolutionPass pass, ConvolutionShape shape, Vec3 output, int threads) {
        return pass == ConvolutionPass.FORWARD
                ? new Footprint(shape.in() * shape.out() * shape.kernel().product() * Double.BYTES, Scratch.Size.NONE)
                : Footprint.NONE;
    }

    @Override
    public Convolution<double[]> convolution(ConvolutionShape shape, Vec3 output, Scratch scratch) {
        return new DoubleConvolution(shape);
    }

    @Override
    public InputGradient<double[]> inputGradient(ConvolutionShape shape, Vec3 output, Scratch scratch) {
        return new DoubleInputGradient(shape);
    }

    @Override
    public WeightGradient<double[]> weightGradient(ConvolutionShape shape, Vec3 output, Scratch scratch) {
        return new DoubleWeightGradient(shape);
    }
}
