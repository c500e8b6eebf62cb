package org.znn.worker.convolution.direct;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.Convolution;
import org.znn.worker.convolution.ConvolutionFamily;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Footprint;
import org.znn.worker.convolution.InputGradient;
import org.znn.worker.convolution.ProjectedConvolution;
import org.znn.worker.convolution.Scratch;
import org.znn.worker.convolution.WeightGradient;
import org.znn.worker.simd.Simd;

/** Direct convolution in float32, of any shape. Forward, a voxel's bits do not depend on the output's size either. */
public record DirectFamily(Simd simd) implements ConvolutionFamily<float[]> {

    @Override
    public boolean supports(ConvolutionPass pass, ConvolutionShape shape) {
        return true;
    }

    @Override
    public Footprint footprint(ConvolutionPass pass, ConvolutionShape shape, Vec3 output, int threads) {
        return switch (pass) {
            case FORWARD -> new Footprint(TapSums.bytes(shape, simd), Scratch.Size.NONE);
            case INPUT_GRADIENT -> new Footprint(DirectInputGradient.bytes(shape, simd),
                    DirectInputGradient.scratch(shape, output, simd));
            case WEIGHT_GRADIENT -> new Footprint(0, DirectWeightGradient.scratch(shape, output, simd));
        };
    }

    @Override
    public Convolution<float[]> convolution(ConvolutionShape shape, Vec3 output, Scratch scratch) {
        return new DirectConvolution(shape, simd);
    }

    @Override
    public boolean projects(ConvolutionShape shape) {
        return true;
    }

    @Override
    public Footprint projectedFootprint(ConvolutionShape shape, int maps, Vec3 output, int threads) {
        return DirectProjection.footprint(shape, maps, output, threads, simd);
    }

    @Override
    public ProjectedConvolution<float[]> projected(ConvolutionShape shape, int maps, Vec3 output, Scratch scratch) {
        return new DirectProjection(shape, maps, simd, scratch);
    }

    @Override
    public InputGradient<float[]> inputGradient(ConvolutionShape shape, Vec3 output, Scratch scratch) {
        return new DirectInputGradient(shape, output, simd, scratch);
    }

    @Override
    public WeightGradient<float[]> weightGradient(ConvolutionShape shape, Vec3 output, Scratch scratch) {
        return new DirectWeightGradient(shape, output, simd, scratch);
    }
}
