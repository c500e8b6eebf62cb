package org.znn.worker.convolution.fft.tiled;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.Convolution;
import org.znn.worker.convolution.ConvolutionFamily;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Footprint;
import org.znn.worker.convolution.InputGradient;
import org.znn.worker.convolution.Scratch;
import org.znn.worker.convolution.WeightGradient;
import org.znn.worker.simd.Simd;

/**
 * Convolution in float32 by transforms of small tiles, for kernels of up to 48 taps along each axis. It needs the
 * Vector API.
 */
public record TiledFftFamily(Simd simd) implements ConvolutionFamily<float[]> {

    /** Input channels up to which transforms in the plane, and direct sums along z, were measured to be faster. */
    public static final int FEW_INPUTS = 4;

    @Override
    public boolean supports(ConvolutionPass pass, ConvolutionShape shape) {
        return TileChoice.supports(shape.kernel());
    }

    @Override
    public Footprint footprint(ConvolutionPass pass, ConvolutionShape shape, Vec3 output, int threads) {
        return switch (pass) {
            case FORWARD -> inPlane(shape) ? footprint(PlaneConvolution.plan(shape, output), threads)
                    : footprint(TiledConvolution.plan(shape, output), threads);
            case INPUT_GRADIENT -> footprint(TiledInputGradient.plan(shape, output), threads);
            case WEIGHT_GRADIENT -> new Footprint(0, inPlane(shape)
                    ? PlaneWeightGradient.plan(shape, output).scratch(threads)
                    : TiledWeightGradient.plan(shape, output).scratch(threads));
        };
    }

    private static Footprint footprint(CorrelationPlan plan, int threads) {
        return new Footprint((long) plan.weights() * Float.BYTES, plan.scratch(threads));
    }

    private static Footprint footprint(PlanePlan plan, int threads) {
        return new Footprint((long) plan.weights() * Float.BYTES, plan.scratch(threads));
    }

    /** Whether there are so few input channels that only planes are transformed. */
    private static boolean inPlane(ConvolutionShape shape) {
        return shape.in() <= FEW_INPUTS;
    }

    @Override
    public Convolution<float[]> convolution(ConvolutionShape shape, Vec3 output, Scratch scratch) {
        return inPlane(shape) ? new PlaneConvolution(shape, output, simd.rows(), scratch)
                : new TiledConvolution(shape, output, simd.rows(), scratch);
    }

    @Override
    public InputGradient<float[]> inputGradient(ConvolutionShape shape, Vec3 output, Scratch scratch) {
        return new TiledInputGradient(shape, output, simd.rows(), scratch);
    }

    @Override
    public WeightGradient<float[]> weightGradient(ConvolutionShape shape, Vec3 output, Scratch scratch) {
        return inPlane(shape) ? new PlaneWeightGradient(shape, output, scratch)
                : new TiledWeightGradient(shape, output, scratch);
    }
}
