package org.znn.worker.convolution.fft.reference;

import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.convolution.Footprint;
import org.znn.worker.convolution.InputGradient;
import org.znn.worker.convolution.Scratchpad;
import org.znn.worker.parallel.ForkJoinTeam;

/**
 * dE/d(input) by overlap-add: a tile of dE/d(output) convolved with the flipped kernel extends beyond the tile, and the
 * overlaps of neighbouring tiles are added in the order of the tiles.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class ReferenceFftInputGradient<A> implements InputGradient<A> {

    private final ConvolutionShape shape;
    private final Tiling tiling;
    private final TileCopy<A> copy;
    private final GroupSpectra group;
    private final Scratchpad scratchpad;
    private final RealFft3d transform;
    private final WeightSpectra weights;

    ReferenceFftInputGradient(ConvolutionShape shape, Tiling tiling, VoxelAccess<A> access, Scratchpad scratchpad) {
        this.shape = shape;
        this.tiling = tiling;
        this.scratchpad = scratchpad;
        copy = new TileCopy<>(access, tiling);
        group = group(shape, tiling);
        transform = new RealFft3d(tiling.transformSize());
        weights = new WeightSpectra(shape, transform, tiling.transformSize());
    }

    static Footprint footprint(ConvolutionShape shape, Tiling tiling) {
        return new Footprint(WeightSpectra.bytes(shape, tiling.transformSize()),
                new Scratchpad.Size(0, group(shape, tiling).length(tiling.groupSize()), 0));
    }

    private static GroupSpectra group(ConvolutionShape shape, Tiling tiling) {
        return new GroupSpectra(shape.out(), shape.in(), tiling.spectrumLength());
    }

    @Override
    public void setWeights(Filters filters, ForkJoinTeam team) {
        weights.setWeights(filters, team);
    }

    @Override
    public void compute(FeatureMaps<A> outputGradient, FeatureMaps<A> inputGradient, boolean accumulate,
            ForkJoinTeam team) {
        double[] spectra = scratchpad.doubles(group.length(tiling.groupSize()));
        if (!accumulate) {
            team.parallelFor(shape.in(), map -> clear(inputGradient, map));
        }
        for (int first = 0; first < tiling.tileCount(); first += tiling.groupSize()) {
            int begin = first;
            int tiles = Math.min(tiling.groupSize(), tiling.tileCount() - first);
            team.parallelFor(tiles * shape.out(), index -> {
                int map = index % shape.out();
                int tile = begin + index / shape.out();
                Vec3 extent = tiling.outputExtent(tile);
                int offset = group.readAt(index / shape.out(), map);
                copy.load(outputGradient, map, tile, extent, spectra, offset);
                transform.forward(spectra, offset, extent);
            });
            group.convolveBackward(spectra, tiles, weights, team);
            team.parallelFor(tiles * shape.in(), index ->
                    transform.inverse(spectra, group.writtenAt(index / shape.in(), index % shape.in()),
                            tiling.inputExtent(begin + index / shape.in())));
            team.parallelFor(shape.in(), map -> {
                for (int t = 0; t < tiles; t++) {
                    copy.store(spectra, group.writtenAt(t, map), inputGradient, map, begin + t,
                            tiling.inputExtent(begin + t), true);
                }
            });
        }
    }

    private void clear(FeatureMaps<A> maps, int map) {
        Vec3 size = maps.layout().size();
        for (int z = 0; z < size.z(); z++) {
            for (int y = 0; y < size.y(); y++) {
                copy.access().clear(maps.data(), maps.layout().index(map, z, y, 0), size.x());
            }
        }
    }
}
