package org.znn.worker.convolution.winograd;

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
import org.znn.worker.convolution.winograd.gradient.WinogradWeightGradient;
import org.znn.worker.convolution.winograd.pipeline.ConvolutionProblem;
import org.znn.worker.convolution.winograd.pipeline.WinogradPipeline;
import org.znn.worker.convolution.winograd.tiling.WinogradAxis;
import org.znn.worker.simd.Simd;

/**
 * Winograd's minimal filtering in float32 along y and x, for kernels of 2 to 5 taps along each and up to 3 along z,
 * with any dilation; z taps are summed. A 3x3 kernel takes 36 multiplications for 4x4 outputs instead of 144. The
 * maximum error is about 1e-5 of the rms of the result; with strict tiles it is 5e-6, and 8e-6 for weight gradients. An
 * infinity or NaN spreads over its tile. Requires the Vector API.
 *
 * <p>Every output tile is computed independently, and sums over tiles are built in a fixed order, so the bits of the
 * result do not depend on the number of threads. The bits of weight gradients depend on the vector length.
 *
 * @param simd   vector operations of this JVM
 * @param strict whether to use only tiles whose rounding error is close to direct convolution's; these need more
 *               multiplications
 */
public record WinogradAlgorithm(Simd simd, boolean strict) implements ConvolutionAlgorithm<float[]> {

    private static final int MAX_DEPTH = 3;

    @Override
    public boolean supports(ConvolutionPass pass, ConvolutionShape shape) {
        return WinogradAxis.supports(shape.kernel().y()) && WinogradAxis.supports(shape.kernel().x())
                && shape.kernel().z() <= MAX_DEPTH;
    }

    @Override
    public Footprint footprint(ConvolutionPass pass, ConvolutionShape shape, Vec3 output, int threads) {
        return switch (pass) {
            case FORWARD -> WinogradPipeline.footprint(ConvolutionProblem.forward(shape, output), strict, simd,
                    threads);
            case INPUT_GRADIENT -> WinogradPipeline.footprint(ConvolutionProblem.inputGradient(shape, output), strict,
                    simd, threads);
            case WEIGHT_GRADIENT -> WinogradWeightGradient.footprint(shape, output, strict, simd, threads);
        };
    }

    @Override
    public Convolution<float[]> convolution(ConvolutionShape shape, Vec3 output, Scratchpad scratchpad) {
        return new WinogradConvolution(forwardPipeline(shape, output, scratchpad));
    }

    private WinogradPipeline forwardPipeline(ConvolutionShape shape, Vec3 output, Scratchpad scratchpad) {
        return new WinogradPipeline(ConvolutionProblem.forward(shape, output), strict, simd, scratchpad);
    }

    @Override
    public boolean fusesPointwise(ConvolutionShape shape) {
        return supports(ConvolutionPass.FORWARD, shape);
    }

    @Override
    public Footprint pointwiseFusedFootprint(ConvolutionShape shape, int pointwiseMaps, Vec3 output, int threads) {
        return footprint(ConvolutionPass.FORWARD, shape, output, threads)
                .plus(new Footprint((long) Float.BYTES * shape.out() * pointwiseMaps, Scratchpad.Size.NONE));
    }

    @Override
    public PointwiseFusedConvolution<float[]> pointwiseFused(ConvolutionShape shape, int pointwiseMaps, Vec3 output,
            Scratchpad scratchpad) {
        return new WinogradPointwiseFusedConvolution(forwardPipeline(shape, output, scratchpad), simd, shape.out(),
                pointwiseMaps);
    }

    @Override
    public InputGradient<float[]> inputGradient(ConvolutionShape shape, Vec3 output, Scratchpad scratchpad) {
        return new WinogradInputGradient(
                new WinogradPipeline(ConvolutionProblem.inputGradient(shape, output), strict, simd, scratchpad));
    }

    @Override
    public WeightGradient<float[]> weightGradient(ConvolutionShape shape, Vec3 output, Scratchpad scratchpad) {
        return new WinogradWeightGradient(shape, output, strict, simd, scratchpad);
    }
}
