package org.znn.worker.convolution.fft.reference;

import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.Convolution;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.convolution.Footprint;
import org.znn.worker.convolution.Scratchpad;
import org.znn.worker.parallel.ForkJoinTeam;

/**
 * Convolution by overlap-save: an output tile is the part of the circular correlation of its input with the flipped
 * kernel that does not wrap around.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class ReferenceFftConvolution<A> implements Convolution<A> {

    private final ConvolutionShape shape;
    private final Tiling tiling;
    private final TileCopy<A> copy;
    private final GroupSpectra group;
    private final Scratchpad scratchpad;
    private final RealFft3d transform;
    private final WeightSpectra weights;

    ReferenceFftConvolution(ConvolutionShape shape, Tiling tiling, VoxelAccess<A> access, Scratchpad scratchpad) {
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
        return new GroupSpectra(shape.in(), shape.out(), tiling.spectrumLength());
    }

    @Override
    public void setWeights(Filters filters, ForkJoinTeam team) {
        weights.setWeights(filters, team);
    }

    @Override
    public void forward(FeatureMaps<A> in, FeatureMaps<A> out, boolean accumulate, Epilogue epilogue,
            ForkJoinTeam team) {
        double[] spectra = scratchpad.doubles(group.length(tiling.groupSize()));
        for (int first = 0; first < tiling.tileCount(); first += tiling.groupSize()) {
            int begin = first;
            int tiles = Math.min(tiling.groupSize(), tiling.tileCount() - first);
            team.parallelFor(tiles * shape.in(), index -> {
                int map = index % shape.in();
                int tile = begin + index / shape.in();
                Vec3 extent = tiling.inputExtent(tile);
                int offset = group.readAt(index / shape.in(), map);
                copy.load(in, map, tile, extent, spectra, offset);
                transform.forward(spectra, offset, extent);
            });
            group.convolve(spectra, tiles, weights, team);
            team.parallelFor(tiles * shape.out(), index -> {
                int map = index % shape.out();
                int tile = begin + index / shape.out();
                Vec3 extent = tiling.outputExtent(tile);
                int offset = group.writtenAt(index / shape.out(), map);
                transform.inverse(spectra, offset, extent);
                copy.store(spectra, offset, out, map, tile, extent, accumulate);
            });
        }
        applyEpilogue(out, epilogue, team);
    }

    /** Applies the epilogue to whole rows, since the voxels of a tile are not adjacent where the kernel is dilated. */
    private void applyEpilogue(FeatureMaps<A> out, Epilogue epilogue, ForkJoinTeam team) {
        if (epilogue.isIdentity()) {
            return;
        }
        Vec3 size = out.layout().size();
        team.parallelFor(shape.out() * size.z(), index -> {
            int map = index / size.z();
            double bias = epilogue.bias() == null ? 0 : epilogue.bias()[map];
            for (int y = 0; y < size.y(); y++) {
                int row = out.layout().index(map, index % size.z(), y, 0);
                copy.access().rowOps().applyTransfer(out.data(), row, size.x(), bias, epilogue.function());
            }
        });
    }
}
