package org.znn.worker.convolution;

import org.znn.common.geometry.Vec3;

/**
 * One use of a convolution: what is computed, and how large.
 *
 * @param pass   of it
 * @param shape  of the convolution
 * @param output size of the convolution's output (z, y, x), whatever the pass
 */
public record ConvolutionCall(ConvolutionPass pass, ConvolutionShape shape, Vec3 output) {

    /** Floating-point operations of computing it directly; a multiply-add is two. */
    public long operations() {
        return shape.operations(output);
    }
}
