package org.znn.worker.convolution.fft.plain;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.Convolution;
import org.znn.worker.convolution.ConvolutionFamily;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Footprint;
import org.znn.worker.convolution.InputGradient;
import org.znn.worker.convolution.Scratch;
import org.znn.worker.convolution.WeightGradient;

/**
 * What is the same in either precision. Rounding is relative to the greatest values of a tile, and what is no number
 * spreads over the tile that it is read by. Tables of roots, some kilobytes, are not counted as held.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
abstract class TransformFamily<A> implements ConvolutionFamily<A> {

    /** Bytes of spectra, of weights and of tiles each: enough for large layers, and little beside their maps. */
    static final long BOUND = 256L << 20;

    private final Samples<A> samples;
    private final long bound;

    TransformFamily(Samples<A> samples, long bound) {
        this.samples = samples;
        this.bound = bound;
    }

    @Override
    public final boolean supports(ConvolutionPass pass, ConvolutionShape shape) {
        return true;
    }

    @Override
    public final Footprint footprint(ConvolutionPass pass, ConvolutionShape shape, Vec3 output, int threads) {
        Tiling tiling = tiling(pass, shape, output);
        return switch (pass) {
            case FORWARD -> PlainConvolution.footprint(shape, tiling);
            case INPUT_GRADIENT -> PlainInputGradient.footprint(shape, tiling);
            case WEIGHT_GRADIENT -> PlainWeightGradient.footprint(shape, tiling, threads);
        };
    }

    @Override
    public final Convolution<A> convolution(ConvolutionShape shape, Vec3 output, Scratch scratch) {
        return new PlainConvolution<>(shape, tiling(ConvolutionPass.FORWARD, shape, output), samples, scratch);
    }

    @Override
    public final InputGradient<A> inputGradient(ConvolutionShape shape, Vec3 output, Scratch scratch) {
        return new PlainInputGradient<>(shape, tiling(ConvolutionPass.INPUT_GRADIENT, shape, output), samples, scratch);
    }

    @Override
    public final WeightGradient<A> weightGradient(ConvolutionShape shape, Vec3 output, Scratch scratch) {
        return new PlainWeightGradient<>(shape, tiling(ConvolutionPass.WEIGHT_GRADIENT, shape, output), samples,
                scratch);
    }

    private Tiling tiling(ConvolutionPass pass, ConvolutionShape shape, Vec3 output) {
        return TilingChoice.of(pass, shape, output, bound);
    }
}
