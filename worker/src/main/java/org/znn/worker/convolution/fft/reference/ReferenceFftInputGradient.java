package org.znn.worker.convolution.fft.reference;

import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.convolution.InputGradient;
import org.znn.worker.convolution.Scratchpad;
import org.znn.worker.parallel.ForkJoinTeam;

/**
 * dE/d(input) by overlap-add: a tile of dE/d(output) convolved with the flipped kernel extends beyond the tile, and the
 * overlaps of neighbouring tiles are added in the order of the tiles.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class ReferenceFftInputGradient<A> extends ReferenceFftPass<A> implements InputGradient<A> {

    private final WeightSpectra weights;

    ReferenceFftInputGradient(ConvolutionShape shape, Tiling tiling, VoxelAccess<A> access, Scratchpad scratchpad) {
        super(shape, tiling, group(shape, tiling), access, scratchpad);
        weights = newWeightSpectra();
    }

    /** Lays out the spectra: the maps of dE/d(output) as the maps read, the input maps as the maps written. */
    static GroupSpectra group(ConvolutionShape shape, Tiling tiling) {
        return new GroupSpectra(shape.out(), shape.in(), tiling.spectrumLength());
    }

    @Override
    public void setWeights(Filters filters, ForkJoinTeam team) {
        weights.setWeights(filters, team);
    }

    @Override
    public void compute(FeatureMaps<A> outputGradient, FeatureMaps<A> inputGradient, boolean accumulate,
            ForkJoinTeam team) {
        double[] spectra = scratch(groupLength());
        if (!accumulate) {
            team.parallelFor(shape().in(), map -> clear(inputGradient, map));
        }
        forEachGroup((first, tiles) -> {
            team.parallelFor(tiles * shape().out(), index -> {
                int map = index % shape().out();
                int tile = index / shape().out();
                forward(outputGradient, map, first + tile, tiling().outputExtent(first + tile), spectra,
                        group().readAt(tile, map));
            });
            group().convolveBackward(spectra, tiles, weights, team);
            team.parallelFor(tiles * shape().in(), index ->
                    inverse(spectra, group().writtenAt(index / shape().in(), index % shape().in()),
                            tiling().inputExtent(first + index / shape().in())));
            team.parallelFor(shape().in(), map -> {
                for (int t = 0; t < tiles; t++) {
                    store(spectra, group().writtenAt(t, map), inputGradient, map, first + t,
                            tiling().inputExtent(first + t), true);
                }
            });
        });
    }

    private void clear(FeatureMaps<A> maps, int map) {
        Vec3 size = maps.layout().size();
        for (int z = 0; z < size.z(); z++) {
            for (int y = 0; y < size.y(); y++) {
                access().clear(maps.data(), maps.layout().index(map, z, y, 0), size.x());
            }
        }
    }
}
