package org.znn.worker.convolution;

import org.znn.common.geometry.Vec3;

/**
 * One use of a convolution: what is computed, and how large.
 *
 * @param pass       of it
 * @param shape      of the convolution
 * @param output     size of the convolution's output (z, y, x), whatever the pass
 * @param projection maps that a 1x1x1 convolution makes of the result, which nothing else reads; 0 where none does
 */
public record ConvolutionCall(ConvolutionPass pass, ConvolutionShape shape, Vec3 output, int projection) {

    /** Without projection. */
    public ConvolutionCall(ConvolutionPass pass, ConvolutionShape shape, Vec3 output) {
        this(pass, shape, output, 0);
    }

    /** What projects the result. */
    public ConvolutionShape projectionShape() {
        return new ConvolutionShape(shape.out(), projection, Vec3.ONE, Vec3.ONE);
    }

    /** Floating-point operations of computing it directly, the projection apart; a multiply-add is two. */
    public long operations() {
        return shape.operations(output);
    }
}
