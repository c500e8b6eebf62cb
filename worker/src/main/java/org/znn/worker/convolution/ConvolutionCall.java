package org.znn.worker.convolution;

import org.znn.common.geometry.Vec3;

/**
 * One pass of a convolution at a given output size: the unit for which an algorithm is chosen.
 *
 * @param pass          forward pass or either gradient
 * @param shape         feature maps, kernel and dilation
 * @param output        size of the convolution's output (z, y, x), for every pass
 * @param pointwiseMaps output maps of a fused 1x1x1 convolution, the only reader of the result; 0 if there is none
 */
public record ConvolutionCall(ConvolutionPass pass, ConvolutionShape shape, Vec3 output, int pointwiseMaps) {

    /** Creates a call without a fused pointwise convolution. */
    public ConvolutionCall(ConvolutionPass pass, ConvolutionShape shape, Vec3 output) {
        this(pass, shape, output, 0);
    }

    /** Returns the shape of the fused 1x1x1 convolution. */
    public ConvolutionShape pointwiseShape() {
        return ConvolutionShape.pointwise(shape.out(), pointwiseMaps);
    }

    /**
     * Returns the floating-point operations of direct evaluation, without the fused convolution; a multiply-add is two.
     */
    public long operations() {
        return shape.operations(output);
    }
}
