package org.znn.worker.convolution.winograd;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.ConvolutionShape;

/**
 * Sums of products as a convolution and its gradient by the input both are: {@code out[o][p] = Σ in[i][p + t·d −
 * before] · weight[i, o, t]}, where the input is 0 outside.
 *
 * @param in       maps read
 * @param out      maps written
 * @param kernel   taps (z, y, x)
 * @param dilation distance between them
 * @param input    size of the maps read
 * @param output   size of the maps written
 * @param before   zeros before the input along each axis
 * @param turned   whether weights are those of the other direction: maps exchanged, kernels the other way round
 */
record Problem(int in, int out, Vec3 kernel, Vec3 dilation, Vec3 input, Vec3 output, Vec3 before, boolean turned) {

    static Problem forward(ConvolutionShape shape, Vec3 output) {
        return new Problem(shape.in(), shape.out(), shape.kernel(), shape.dilation(), shape.inputSize(output), output,
                Vec3.ZERO, false);
    }

    /** The gradient by the input, for a convolution with an output of that size. */
    static Problem gradient(ConvolutionShape shape, Vec3 output) {
        return new Problem(shape.out(), shape.in(), shape.kernel(), shape.dilation(), output, shape.inputSize(output),
                shape.kernel().minus(1).times(shape.dilation()), true);
    }
}
