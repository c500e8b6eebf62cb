package org.znn.worker.convolution.fft.simd.tile;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.ChannelBlocks;
import org.znn.worker.convolution.ConvolutionShape;

/**
 * A valid correlation of feature maps, out[o][p] = Σ in[i][p + q·dilation] · kernel[i][o][q], summed over i and q.
 *
 * @param in       number of feature maps read
 * @param out      number of feature maps written
 * @param kernel   size of a kernel (z, y, x), in taps
 * @param dilation distance between taps (z, y, x), in voxels
 * @param output   size of the output (z, y, x), in voxels
 */
public record CorrelationProblem(int in, int out, Vec3 kernel, Vec3 dilation, Vec3 output) {

    /** Returns the correlation that computes a convolution. */
    public static CorrelationProblem ofConvolution(ConvolutionShape shape, Vec3 output) {
        return new CorrelationProblem(shape.in(), shape.out(), shape.kernel(), shape.dilation(), output);
    }

    /** Returns the correlation that computes the input gradient of a convolution. */
    public static CorrelationProblem ofInputGradient(ConvolutionShape shape, Vec3 output) {
        return new CorrelationProblem(shape.out(), shape.in(), shape.kernel(), shape.dilation(),
                shape.inputSize(output));
    }

    /** Returns the number of blocks of input channels. */
    public int inBlocks() {
        return ChannelBlocks.count(in);
    }

    /** Returns the number of blocks of output channels. */
    public int outBlocks() {
        return ChannelBlocks.count(out);
    }
}
