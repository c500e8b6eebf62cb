package org.znn.worker.convolution;

import org.znn.common.geometry.Vec3;

/**
 * Shape of a convolution, independent of the image size.
 *
 * @param in       number of input feature maps
 * @param out      number of output feature maps
 * @param kernel   kernel size in taps (z, y, x)
 * @param dilation distance between neighbouring taps in voxels (z, y, x)
 */
public record ConvolutionShape(int in, int out, Vec3 kernel, Vec3 dilation) {

    /** Returns the shape of a pointwise (1x1x1) convolution. */
    public static ConvolutionShape pointwise(int in, int out) {
        return new ConvolutionShape(in, out, Vec3.ONE, Vec3.ONE);
    }

    /** Returns the input size that a valid convolution needs for an output size. */
    public Vec3 inputSize(Vec3 output) {
        return output.plus(kernel.minus(1).times(dilation));
    }

    /** Returns a readable form such as {@code 24→36 kernel 1,3,3 dilation 1,2,2}. */
    public String description() {
        return in + "→" + out + " kernel " + kernel + " dilation " + dilation;
    }

    /** Returns the floating-point operations for an output size; a multiply-add is two. */
    public long operations(Vec3 output) {
        return 2L * in * out * kernel.product() * output.product();
    }
}
