package org.znn.worker.convolution.fft.reference;

import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.Convolution;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.convolution.Scratchpad;
import org.znn.worker.parallel.ForkJoinTeam;

/**
 * Convolution by overlap-save: an output tile is the part of the circular correlation of its input with the flipped
 * kernel that does not wrap around.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class ReferenceFftConvolution<A> extends ReferenceFftPass<A> implements Convolution<A> {

    private final WeightSpectra weights;

    ReferenceFftConvolution(ConvolutionShape shape, Tiling tiling, VoxelAccess<A> access, Scratchpad scratchpad) {
        super(shape, tiling, group(shape, tiling), access, scratchpad);
        weights = newWeightSpectra();
    }

    /** Lays out the spectra: the input maps as the maps read, the output maps as the maps written. */
    static GroupSpectra group(ConvolutionShape shape, Tiling tiling) {
        return new GroupSpectra(shape.in(), shape.out(), tiling.spectrumLength());
    }

    @Override
    public void setWeights(Filters filters, ForkJoinTeam team) {
        weights.setWeights(filters, team);
    }

    @Override
    public void forward(FeatureMaps<A> in, FeatureMaps<A> out, boolean accumulate, Epilogue epilogue,
            ForkJoinTeam team) {
        double[] spectra = scratch(groupLength());
        forEachGroup((first, tiles) -> {
            team.parallelFor(tiles * shape().in(), index -> {
                int map = index % shape().in();
                int tile = index / shape().in();
                forward(in, map, first + tile, tiling().inputExtent(first + tile), spectra, group().readAt(tile, map));
            });
            group().convolve(spectra, tiles, weights, team);
            team.parallelFor(tiles * shape().out(), index -> {
                int map = index % shape().out();
                int tile = index / shape().out();
                Vec3 extent = tiling().outputExtent(first + tile);
                int offset = group().writtenAt(tile, map);
                inverse(spectra, offset, extent);
                store(spectra, offset, out, map, first + tile, extent, accumulate);
            });
        });
        applyEpilogue(out, epilogue, team);
    }

    /** Applies the epilogue to whole rows, since the voxels of a tile are not adjacent where the kernel is dilated. */
    private void applyEpilogue(FeatureMaps<A> out, Epilogue epilogue, ForkJoinTeam team) {
        if (epilogue.isIdentity()) {
            return;
        }
        Vec3 size = out.layout().size();
        team.parallelFor(shape().out() * size.z(), index -> {
            int map = index / size.z();
            double bias = epilogue.bias() == null ? 0 : epilogue.bias()[map];
            for (int y = 0; y < size.y(); y++) {
                int row = out.layout().index(map, index % size.z(), y, 0);
                access().rowOps().applyTransfer(out.data(), row, size.x(), bias, epilogue.function());
            }
        });
    }
}
