package org.znn.worker.convolution.fft.plain;

import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.common.network.TransferFunction;
import org.znn.worker.convolution.Convolution;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.Footprint;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.Scratch;
import org.znn.worker.parallel.ThreadTeam;

/**
 * Convolution by overlap and save: a tile of the output is the part of a circular correlation, of the input that it
 * takes with the turned kernel, where nothing has gone round.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class PlainConvolution<A> implements Convolution<A> {

    private final ConvolutionShape shape;
    private final Tiling tiling;
    private final TileCopy<A> copy;
    private final TileGroup group;
    private final Scratch scratch;
    private final RealTransform transform;
    private final WeightSpectra weights;

    PlainConvolution(ConvolutionShape shape, Tiling tiling, Samples<A> samples, Scratch scratch) {
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
        return new TileGroup(shape.in(), shape.out(), tiling.spectrum());
    }

    @Override
    public void use(Filters filters, ThreadTeam team) {
        weights.use(filters, team);
    }

    @Override
    public void forward(Maps<A> in, Maps<A> out, boolean add, Epilogue epilogue, ThreadTeam team) {
        double[] spectra = scratch.doubles(group.length(tiling.group()));
        for (int first = 0; first < tiling.tiles(); first += tiling.group()) {
            int begin = first;
            int tiles = Math.min(tiling.group(), tiling.tiles() - first);
            team.run(tiles * shape.in(), part -> {
                int map = part % shape.in();
                int tile = begin + part / shape.in();
                Vec3 extent = tiling.inputExtent(tile);
                int at = group.reads(part / shape.in(), map);
                copy.load(in, map, tile, extent, spectra, at);
                transform.forward(spectra, at, extent);
            });
            group.convolve(spectra, tiles, weights, team);
            team.run(tiles * shape.out(), part -> {
                int map = part % shape.out();
                int tile = begin + part / shape.out();
                Vec3 extent = tiling.outputExtent(tile);
                int at = group.writes(part / shape.out(), map);
                transform.inverse(spectra, at, extent);
                copy.store(spectra, at, out, map, tile, extent, add);
            });
        }
        finish(out, epilogue, team);
    }

    /** Apart from the tiles, whose voxels are not neighbours where the kernel is dilated. */
    private void finish(Maps<A> out, Epilogue epilogue, ThreadTeam team) {
        if (epilogue.bias() == null && epilogue.function().equals(TransferFunction.Linear.IDENTITY)) {
            return;
        }
        Vec3 size = out.layout().size();
        team.run(shape.out() * size.z(), part -> {
            int map = part / size.z();
            double bias = epilogue.bias() == null ? 0 : epilogue.bias()[map];
            for (int y = 0; y < size.y(); y++) {
                int row = out.layout().index(map, part % size.z(), y, 0);
                copy.samples().rows().transfer(out.data(), row, size.x(), bias, epilogue.function());
            }
        });
    }
}
