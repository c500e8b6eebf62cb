package org.znn.worker.convolution.fft.reference;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.Convolution;
import org.znn.worker.convolution.ConvolutionAlgorithm;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Footprint;
import org.znn.worker.convolution.InputGradient;
import org.znn.worker.convolution.Scratchpad;
import org.znn.worker.convolution.WeightGradient;

/**
 * Reference FFT convolution in either precision. Rounding errors are relative to the largest values of a tile, and a
 * NaN or infinity spreads over every tile that reads it. The twiddle tables of the transforms, some kilobytes, are not
 * counted in the footprint.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
abstract class ReferenceFftAlgorithm<A> implements ConvolutionAlgorithm<A> {

    /**
     * Maximum bytes of the weight spectra, and also of the spectra of a group of tiles: enough for large layers, and
     * little beside their feature maps.
     */
    static final long MAX_SPECTRA_BYTES = 256L << 20;

    private final VoxelAccess<A> access;
    private final long maxSpectraBytes;

    ReferenceFftAlgorithm(VoxelAccess<A> access, long maxSpectraBytes) {
        this.access = access;
        this.maxSpectraBytes = maxSpectraBytes;
    }

    @Override
    public final boolean supports(ConvolutionPass pass, ConvolutionShape shape) {
        return true;
    }

    @Override
    public final Footprint footprint(ConvolutionPass pass, ConvolutionShape shape, Vec3 output, int threads) {
        Tiling tiling = tiling(pass, shape, output);
        return switch (pass) {
            case FORWARD -> footprint(shape, tiling, ReferenceFftConvolution.group(shape, tiling));
            case INPUT_GRADIENT -> footprint(shape, tiling, ReferenceFftInputGradient.group(shape, tiling));
            case WEIGHT_GRADIENT -> ReferenceFftWeightGradient.footprint(shape, tiling, threads);
        };
    }

    private static Footprint footprint(ConvolutionShape shape, Tiling tiling, GroupSpectra group) {
        return new Footprint(WeightSpectra.bytes(shape, tiling.transformSize()),
                new Scratchpad.Size(0, group.length(tiling.groupSize()), 0));
    }

    @Override
    public final Convolution<A> convolution(ConvolutionShape shape, Vec3 output, Scratchpad scratchpad) {
        return new ReferenceFftConvolution<>(shape, tiling(ConvolutionPass.FORWARD, shape, output), access, scratchpad);
    }

    @Override
    public final InputGradient<A> inputGradient(ConvolutionShape shape, Vec3 output, Scratchpad scratchpad) {
        return new ReferenceFftInputGradient<>(shape, tiling(ConvolutionPass.INPUT_GRADIENT, shape, output), access,
                scratchpad);
    }

    @Override
    public final WeightGradient<A> weightGradient(ConvolutionShape shape, Vec3 output, Scratchpad scratchpad) {
        return new ReferenceFftWeightGradient<>(shape, tiling(ConvolutionPass.WEIGHT_GRADIENT, shape, output), access,
                scratchpad);
    }

    private Tiling tiling(ConvolutionPass pass, ConvolutionShape shape, Vec3 output) {
        return TilingSelector.select(pass, shape, output, maxSpectraBytes);
    }
}
