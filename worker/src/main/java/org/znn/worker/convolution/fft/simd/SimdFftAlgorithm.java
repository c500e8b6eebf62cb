package org.znn.worker.convolution.fft.simd;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.Convolution;
import org.znn.worker.convolution.ConvolutionAlgorithm;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Footprint;
import org.znn.worker.convolution.InputGradient;
import org.znn.worker.convolution.Scratchpad;
import org.znn.worker.convolution.WeightGradient;
import org.znn.worker.convolution.fft.simd.plane.Fft2dConvolution;
import org.znn.worker.convolution.fft.simd.plane.Fft2dPlan;
import org.znn.worker.convolution.fft.simd.plane.Fft2dWeightGradient;
import org.znn.worker.convolution.fft.simd.tile.TileSizeSelector;
import org.znn.worker.simd.Simd;

/**
 * FFT convolution in float32 on small tiles, for kernels of up to 48 taps along each axis. Requires the Vector API.
 *
 * @param simd vector operations of this JVM
 */
public record SimdFftAlgorithm(Simd simd) implements ConvolutionAlgorithm<float[]> {

    /**
     * Largest number of input channels for which 2-D transforms of planes with direct sums along z were measured to be
     * faster.
     */
    public static final int MAX_INPUTS_FOR_2D = 4;

    @Override
    public boolean supports(ConvolutionPass pass, ConvolutionShape shape) {
        return TileSizeSelector.supports(shape.kernel());
    }

    @Override
    public Footprint footprint(ConvolutionPass pass, ConvolutionShape shape, Vec3 output, int threads) {
        return switch (pass) {
            case FORWARD -> uses2d(shape) ? footprint(Fft2dConvolution.plan(shape, output), threads)
                    : footprint(SimdFftConvolution.plan(shape, output), threads);
            case INPUT_GRADIENT -> footprint(SimdFftInputGradient.plan(shape, output), threads);
            case WEIGHT_GRADIENT -> new Footprint(0, uses2d(shape)
                    ? Fft2dWeightGradient.plan(shape, output).scratchpadSize(threads)
                    : SimdFftWeightGradient.plan(shape, output).scratchpadSize(threads));
        };
    }

    private static Footprint footprint(CorrelationPlan plan, int threads) {
        return new Footprint((long) plan.weightFloats() * Float.BYTES, plan.scratchpadSize(threads));
    }

    private static Footprint footprint(Fft2dPlan plan, int threads) {
        return new Footprint((long) plan.weightFloats() * Float.BYTES, plan.scratchpadSize(threads));
    }

    /** Returns whether the convolution and its weight gradient use 2-D transforms. */
    private static boolean uses2d(ConvolutionShape shape) {
        return shape.in() <= MAX_INPUTS_FOR_2D;
    }

    @Override
    public Convolution<float[]> convolution(ConvolutionShape shape, Vec3 output, Scratchpad scratchpad) {
        return uses2d(shape) ? new Fft2dConvolution(shape, output, simd.rowOps(), scratchpad)
                : new SimdFftConvolution(shape, output, simd.rowOps(), scratchpad);
    }

    @Override
    public InputGradient<float[]> inputGradient(ConvolutionShape shape, Vec3 output, Scratchpad scratchpad) {
        return new SimdFftInputGradient(shape, output, simd.rowOps(), scratchpad);
    }

    @Override
    public WeightGradient<float[]> weightGradient(ConvolutionShape shape, Vec3 output, Scratchpad scratchpad) {
        return uses2d(shape) ? new Fft2dWeightGradient(shape, output, scratchpad)
                : new SimdFftWeightGradient(shape, output, scratchpad);
    }
}
