package org.znn.worker.convolution.fft.plain;

import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Footprint;
import org.znn.worker.convolution.InputGradient;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.Scratch;
import org.znn.worker.parallel.ThreadTeam;

/**
 * dE/d(input) by overlap and add: a tile of dE/d(output) convolved with the turned kernel reaches further than the
 * tile, and what neighbours have in common is added, tile by tile in their order.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class PlainInputGradient<A> implements InputGradient<A> {

    private final ConvolutionShape shape;
    private final Tiling tiling;
    private final TileCopy<A> copy;
    private final TileGroup group;
    private final Scratch scratch;
    private final RealTransform transform;
    private final WeightSpectra weights;

    PlainInputGradient(ConvolutionShape shape, Tiling tiling, Samples<A> samples, Scratch scratch) {
        this.shape = shape;
        this.tiling = tiling;
        this.scratch = scratch;
        copy = new TileCopy<>(samples, tiling);
        group = group(shape, tiling);
        transform = new RealTransform(tiling.size());
        weights = new WeightSpectra(shape, transform, tiling.size());
    }

    static Footprint footprint(ConvolutionShape shape, Tiling tiling) {
        return new Footprint(WeightSpectra.bytes(shape, tiling.size()),
                new Scratch.Size(0, group(shape, tiling).length(tiling.group()), 0));
    }

    private static TileGroup group(ConvolutionShape shape, Tiling tiling) {
        return new TileGroup(shape.out(), shape.in(), tiling.spectrum());
    }

    @Override
    public void use(Filters filters, ThreadTeam team) {
        weights.use(filters, team);
    }

    @Override
    public void run(Maps<A> outputGradient, Maps<A> inputGradient, boolean add, ThreadTeam team) {
        double[] spectra = scratch.doubles(group.length(tiling.group()));
        if (!add) {
            team.run(shape.in(), map -> clear(inputGradient, map));
        }
        for (int first = 0; first < tiling.tiles(); first += tiling.group()) {
            int begin = first;
            int tiles = Math.min(tiling.group(), tiling.tiles() - first);
            team.run(tiles * shape.out(), part -> {
                int map = part % shape.out();
                int tile = begin + part / shape.out();
                Vec3 extent = tiling.outputExtent(tile);
                int at = group.reads(part / shape.out(), map);
                copy.load(outputGradient, map, tile, extent, spectra, at);
                transform.forward(spectra, at, extent);
            });
            group.convolveBack(spectra, tiles, weights, team);
            team.run(tiles * shape.in(), part ->
                    transform.inverse(spectra, group.writes(part / shape.in(), part % shape.in()),
                            tiling.inputExtent(begin + part / shape.in())));
            team.run(shape.in(), map -> {
                for (int t = 0; t < tiles; t++) {
                    copy.store(spectra, group.writes(t, map), inputGradient, map, begin + t,
                            tiling.inputExtent(begin + t), true);
                }
            });
        }
    }

    private void clear(Maps<A> maps, int map) {
        Vec3 size = maps.layout().size();
        for (int z = 0; z < size.z(); z++) {
            for (int y = 0; y < size.y(); y++) {
                copy.samples().clear(maps.data(), maps.layout().index(map, z, y, 0), size.x());
            }
        }
    }
}
