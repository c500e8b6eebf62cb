package org.znn.worker.convolution.fft.plain;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Footprint;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.Scratch;
import org.znn.worker.convolution.WeightGradient;
import org.znn.worker.parallel.ThreadTeam;

/**
 * dE/d(weight): for each pair of maps the correlation of the input with dE/d(output), summed over tiles as spectra, and
 * of that the voxels of the kernel. Groups of tiles are added in their order.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class PlainWeightGradient<A> implements WeightGradient<A> {

    private final ConvolutionShape shape;
    private final Tiling tiling;
    private final TileCopy<A> copy;
    private final TileGroup group;
    private final Scratch scratch;
    private final RealTransform transform;

    PlainWeightGradient(ConvolutionShape shape, Tiling tiling, Samples<A> samples, Scratch scratch) {
        this.shape = shape;
        this.tiling = tiling;
        this.scratch = scratch;
        copy = new TileCopy<>(samples, tiling);
        group = group(shape, tiling);
        transform = new RealTransform(tiling.size());
    }

    static Footprint footprint(ConvolutionShape shape, Tiling tiling, int threads) {
        return new Footprint(0, new Scratch.Size(0, length(group(shape, tiling), tiling, threads), 0));
    }

    /** Both are read here: input maps first, then those of dE/d(output). */
    private static TileGroup group(ConvolutionShape shape, Tiling tiling) {
        return new TileGroup(shape.in(), shape.out(), tiling.spectrum());
    }

    /** Spectra of tiles and, one a thread, of sums. */
    private static int length(TileGroup group, Tiling tiling, int threads) {
        return Math.addExact(group.length(tiling.group()), Math.multiplyExact(threads, group.spectrum()));
    }

    @Override
    public Filters run(Maps<A> input, Maps<A> outputGradient, ThreadTeam team) {
        double[] spectra = scratch.doubles(length(group, tiling, team.size()));
        int sums = group.length(tiling.group());
        int taps = (int) shape.kernel().product();
        int pairs = shape.in() * shape.out();
        double[] values = new double[Math.multiplyExact(pairs, taps)];
        for (int first = 0; first < tiling.tiles(); first += tiling.group()) {
            int tiles = Math.min(tiling.group(), tiling.tiles() - first);
            transform(input, outputGradient, first, tiles, spectra, team);
            AtomicInteger next = new AtomicInteger();
            team.run(team.size(), thread -> {
                int sum = sums + thread * group.spectrum();
                for (int pair = next.getAndIncrement(); pair < pairs; pair = next.getAndIncrement()) {
                    correlate(spectra, tiles, pair / shape.out(), pair % shape.out(), sum);
                    addTaps(spectra, sum, values, pair * taps);
                }
            });
        }
        return new Filters(shape.in(), shape.out(), shape.kernel(), values);
    }

    private void transform(Maps<A> input, Maps<A> outputGradient, int first, int tiles, double[] spectra,
            ThreadTeam team) {
        int maps = shape.in() + shape.out();
        team.run(tiles * maps, part -> {
            int tile = first + part / maps;
            int map = part % maps;
            boolean in = map < shape.in();
            Vec3 extent = in ? tiling.inputExtent(tile) : tiling.outputExtent(tile);
            int at = group.reads(part / maps, map);
            copy.load(in ? input : outputGradient, in ? map : map - shape.in(), tile, extent, spectra, at);
            transform.forward(spectra, at, extent);
        });
    }

    private void correlate(double[] spectra, int tiles, int i, int o, int sum) {
        Arrays.fill(spectra, sum, sum + group.spectrum(), 0);
        for (int t = 0; t < tiles; t++) {
            Product.addConjugate(spectra, group.reads(t, i), spectra, group.writes(t, o), spectra, sum,
                    group.spectrum());
        }
        transform.inverse(spectra, sum, shape.kernel());
    }

    /** The kernel is stored turned. */
    private void addTaps(double[] image, int at, double[] values, int kernel) {
        Vec3 k = shape.kernel();
        for (int z = 0; z < k.z(); z++) {
            for (int y = 0; y < k.y(); y++) {
                int row = at + (z * tiling.size().y() + y) * (tiling.size().x() + 2);
                int last = kernel + ((k.z() - 1 - z) * k.y() + k.y() - 1 - y) * k.x() + k.x() - 1;
                for (int x = 0; x < k.x(); x++) {
                    values[last - x] += image[row + x];
                }
            }
        }
    }
}
