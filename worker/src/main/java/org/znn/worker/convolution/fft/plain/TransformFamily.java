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

    private final Samples<A> samples;

    TransformFamily(Samples<A> samples) {
        this.samples = samples;
    }

    @Override
    public final boolean supports(ConvolutionPass pass, ConvolutionShape shape) {
        return true;
    }

    @Override
    public final Footprint footprint(ConvolutionPass pass, ConvolutionShape shape, Vec3 output, int threads) {
        Tiling tiling = TilingChoice.of(pass, shape, output);
        return switch (pass) {
            case FORWARD -> PlainConvolution.footprint(shape, tiling);
            case INPUT_GRADIENT -> PlainInputGradient.footprint(shape, tiling);
            case WEIGHT_GRADIENT -> PlainWeightGradient.footprint(shape, tiling, threads);
        };
    }

    @Override
    public final Convolution<A> convolution(ConvolutionShape shape, Vec3 output, Scratch scratch) {
        return new PlainConvolution<>(shape, TilingChoice.of(ConvolutionPass.FORWARD, shape, output), samples,
                scratch);
    }

    @Override
    public final InputGradient<A> inputGradient(ConvolutionShape shape, Vec3 output, Scratch scratch) {
        return new PlainInputGradient<>(shape, TilingChoice.of(ConvolutionPass.INPUT_GRADIENT, shape, output), samples,
                scratch);
    }

    @Override
    public final WeightGradient<A> weightGradient(ConvolutionShape shape, Vec3 output, Scratch scratch) {
        return new PlainWeightGradient<>(shape, TilingChoice.of(ConvolutionPass.WEIGHT_GRADIENT, shape, output),
                samples, scratch);
    }
}
