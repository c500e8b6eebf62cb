package org.znn.worker.convolution.winograd;

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

/**
 * Winograd's minimal filtering in float32, along y and x: kernels 2 to 5 wide and high and up to 3 deep, of any
 * dilation; z taps are summed. A 3x3 kernel takes 36 multiplications for 4x4 outputs, not 144. The greatest error is
 * some 1e-5 of the rms of what is computed; strict 5e-6, and 8e-6 of gradients by the weights. An infinity or NaN
 * spreads over its tile. It needs the Vector API. Output tiles are computed one by one, and sums over tiles built in an
 * order of their own, so bits depend on shape and output size alone.
 *
 * @param simd   that of this JVM
 * @param strict whether only tiles are used that round hardly more than direct sums; they take more multiplications
 */
public record WinogradFamily(Simd simd, boolean strict) implements ConvolutionFamily<float[]> {

    private static final int DEEPEST = 3;

    @Override
    public boolean supports(ConvolutionPass pass, ConvolutionShape shape) {
        return Axis.supports(shape.kernel().y()) && Axis.supports(shape.kernel().x())
                && shape.kernel().z() <= DEEPEST;
    }

    @Override
    public Footprint footprint(ConvolutionPass pass, ConvolutionShape shape, Vec3 output, int threads) {
        return switch (pass) {
            case FORWARD -> WinogradPass.footprint(Problem.forward(shape, output), strict, simd, threads);
            case INPUT_GRADIENT -> WinogradPass.footprint(Problem.gradient(shape, output), strict, simd, threads);
            case WEIGHT_GRADIENT -> WinogradWeightGradient.footprint(shape, output, strict, simd, threads);
        };
    }

    @Override
    public Convolution<float[]> convolution(ConvolutionShape shape, Vec3 output, Scratch scratch) {
        return new WinogradConvolution(new WinogradPass(Problem.forward(shape, output), strict, simd, scratch));
    }

    @Override
    public boolean projects(ConvolutionShape shape) {
        return supports(ConvolutionPass.FORWARD, shape);
    }

    @Override
    public Footprint projectedFootprint(ConvolutionShape shape, int maps, Vec3 output, int threads) {
        return footprint(ConvolutionPass.FORWARD, shape, output, threads)
                .plus(new Footprint((long) Float.BYTES * shape.out() * maps, Scratch.Size.NONE));
    }

    @Override
    public ProjectedConvolution<float[]> projected(ConvolutionShape shape, int maps, Vec3 output, Scratch scratch) {
        WinogradPass pass = new WinogradPass(Problem.forward(shape, output), strict, simd, scratch);
        return new WinogradProjection(pass, simd, shape.out(), maps);
    }

    @Override
    public InputGradient<float[]> inputGradient(ConvolutionShape shape, Vec3 output, Scratch scratch) {
        return new WinogradInputGradient(new WinogradPass(Problem.gradient(shape, output), strict, simd, scratch));
    }

    @Override
    public WeightGradient<float[]> weightGradient(ConvolutionShape shape, Vec3 output, Scratch scratch) {
        return new WinogradWeightGradient(shape, output, strict, simd, scratch);
    }
}
