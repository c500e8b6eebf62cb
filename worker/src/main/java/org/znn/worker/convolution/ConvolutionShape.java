package org.znn.worker.convolution;

import org.znn.common.geometry.Vec3;

/**
 * What a convolution does, the image size apart.
 *
 * @param in       feature maps read
 * @param out      feature maps written
 * @param kernel   (z, y, x)
 * @param dilation distance between taps (z, y, x)
 */
public record ConvolutionShape(int in, int out, Vec3 kernel, Vec3 dilation) {

    /** Size of the image needed for an output of the given size. */
    public Vec3 inputSize(Vec3 output) {
        return output.plus(kernel.minus(1).times(dilation));
    }

    /** For people: {@code 24→36 kernel 1,3,3 dilation 1,2,2}. */
    public String description() {
        return in + "→" + out + " kernel " + kernel + " dilation " + dilation;
    }

    /** Floating-point operations (a multiply-add is two) for an output of the given size. */
    public long operations(Vec3 output) {
        return 2L * in * out * kernel.product() * output.product();
    }
}
