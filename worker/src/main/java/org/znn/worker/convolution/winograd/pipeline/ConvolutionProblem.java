package org.znn.worker.convolution.winograd.pipeline;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.ConvolutionShape;

/**
 * A convolution or its input gradient, both of the form {@code out[o][p] = Σ in[i][p + t·dilation − padding] ·
 * weight[i][o][t]}, where {@code in} is 0 outside its maps.
 *
 * @param in         number of input channels
 * @param out        number of output channels
 * @param kernel     kernel size in taps (z, y, x)
 * @param dilation   distance between taps in voxels (z, y, x)
 * @param inputSize  size of the input maps in voxels (z, y, x)
 * @param outputSize size of the output maps in voxels (z, y, x)
 * @param padding    zeros before the input (z, y, x)
 * @param transposed whether the weights are those of the forward convolution transposed: channels exchanged, kernels
 *                   flipped
 */
public record ConvolutionProblem(int in, int out, Vec3 kernel, Vec3 dilation, Vec3 inputSize, Vec3 outputSize,
        Vec3 padding, boolean transposed) {

    /** Returns the forward convolution with the given output size. */
    public static ConvolutionProblem forward(ConvolutionShape shape, Vec3 output) {
        return new ConvolutionProblem(shape.in(), shape.out(), shape.kernel(), shape.dilation(),
                shape.inputSize(output), output, Vec3.ZERO, false);
    }

    /** Returns the input gradient of a convolution with the given output size. */
    public static ConvolutionProblem inputGradient(ConvolutionShape shape, Vec3 output) {
        return new ConvolutionProblem(shape.out(), shape.in(), shape.kernel(), shape.dilation(), output,
                shape.inputSize(output), shape.kernel().minus(1).times(shape.dilation()), true);
    }
}
