package org.znn.worker.convolution.direct;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.Convolution;
import org.znn.worker.convolution.ConvolutionAlgorithm;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Footprint;
import org.znn.worker.convolution.InputGradient;
import org.znn.worker.convolution.PointwiseFusedConvolution;
import org.znn.worker.convolution.Scratchpad;
import org.znn.worker.convolution.WeightGradient;
import org.znn.worker.simd.Simd;

/**
 * Direct convolution in float32, for any shape. In the forward pass, the bits of a voxel depend neither on the number
 * of threads nor on the output size.
 */
public record DirectAlgorithm(Simd simd) implements ConvolutionAlgorithm<float[]> {

    @Override
    public boolean supports(ConvolutionPass pass, ConvolutionShape shape) {
        return true;
    }

    @Override
    public Footprint footprint(ConvolutionPass pass, ConvolutionShape shape, Vec3 output, int threads) {
        return switch (pass) {
            case FORWARD -> new Footprint(DirectKernelDriver.weightBytes(shape, simd), Scratchpad.Size.NONE);
            case INPUT_GRADIENT -> new Footprint(DirectInputGradient.weightBytes(shape, simd),
                    DirectInputGradient.scratchpadSize(shape, output, simd));
            case WEIGHT_GRADIENT -> new Footprint(0, DirectWeightGradient.scratchpadSize(shape, output, simd));
        };
    }

    @Override
    public Convolution<float[]> convolution(ConvolutionShape shape, Vec3 output, Scratchpad scratchpad) {
        return new DirectConvolution(shape, simd);
    }

    @Override
    public boolean fusesPointwise(ConvolutionShape shape) {
        return true;
    }

    @Override
    public Footprint pointwiseFusedFootprint(ConvolutionShape shape, int pointwiseMaps, Vec3 output, int threads) {
        return DirectPointwiseFusedConvolution.footprint(shape, pointwiseMaps, output, threads, simd);
    }

    @Override
    public PointwiseFusedConvolution<float[]> pointwiseFused(ConvolutionShape shape, int pointwiseMaps, Vec3 output,
            Scratchpad scratchpad) {
        return new DirectPointwiseFusedConvolution(shape, pointwiseMaps, simd, scratchpad);
    }

    @Override
    public InputGradient<float[]> inputGradient(ConvolutionShape shape, Vec3 output, Scratchpad scratchpad) {
        return new DirectInputGradient(shape, output, simd, scratchpad);
    }

    @Override
    public WeightGradient<float[]> weightGradient(ConvolutionShape shape, Vec3 output, Scratchpad scratchpad) {
        return new DirectWeightGradient(shape, output, simd, scratchpad);
    }
}
