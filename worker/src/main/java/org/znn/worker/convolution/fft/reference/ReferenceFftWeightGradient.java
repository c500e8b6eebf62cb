package org.znn.worker.convolution.fft.reference;

import java.util.Arrays;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.convolution.Footprint;
import org.znn.worker.convolution.Scratchpad;
import org.znn.worker.convolution.WeightGradient;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.parallel.ParallelFor;

/**
 * dE/d(weight): for each pair of maps the correlation of the input with dE/d(output), summed over tiles in the
 * frequency domain and cropped to the size of the kernel. Groups of tiles are added in order.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class ReferenceFftWeightGradient<A> extends ReferenceFftPass<A> implements WeightGradient<A> {

    ReferenceFftWeightGradient(ConvolutionShape shape, Tiling tiling, VoxelAccess<A> access, Scratchpad scratchpad) {
        super(shape, tiling, group(shape, tiling), access, scratchpad);
    }

    static Footprint footprint(ConvolutionShape shape, Tiling tiling, int threads) {
        return new Footprint(0, new Scratchpad.Size(0, length(group(shape, tiling), tiling, threads), 0));
    }

    /** Lays out the spectra: the input maps as the maps read, the maps of dE/d(output) as the maps written. */
    private static GroupSpectra group(ConvolutionShape shape, Tiling tiling) {
        return new GroupSpectra(shape.in(), shape.out(), tiling.spectrumLength());
    }

    /** Returns the scratchpad length: the spectra of a group of tiles, then a spectrum of sums for each thread. */
    private static int length(GroupSpectra group, Tiling tiling, int threads) {
        return Math.addExact(group.length(tiling.groupSize()), Math.multiplyExact(threads, group.spectrumLength()));
    }

    @Override
    public Filters compute(FeatureMaps<A> input, FeatureMaps<A> outputGradient, ForkJoinTeam team) {
        double[] spectra = scratch(length(group(), tiling(), team.size()));
        int sums = groupLength();
        int taps = (int) shape().kernel().product();
        int pairs = shape().in() * shape().out();
        double[] values = new double[Math.multiplyExact(pairs, taps)];
        forEachGroup((first, tiles) -> {
            transform(input, outputGradient, first, tiles, spectra, team);
            ParallelFor.withWorkerIndex(team, pairs, (worker, pair) -> {
                int sum = sums + worker * group().spectrumLength();
                correlate(spectra, tiles, pair / shape().out(), pair % shape().out(), sum);
                addTaps(spectra, sum, values, pair * taps);
            });
        });
        return new Filters(shape().in(), shape().out(), shape().kernel(), values);
    }

    private void transform(FeatureMaps<A> input, FeatureMaps<A> outputGradient, int first, int tiles, double[] spectra,
            ForkJoinTeam team) {
        int maps = shape().in() + shape().out();
        team.parallelFor(tiles * maps, index -> {
            int tile = first + index / maps;
            int map = index % maps;
            int offset = group().readAt(index / maps, map);
            if (map < shape().in()) {
                forward(input, map, tile, tiling().inputExtent(tile), spectra, offset);
            } else {
                forward(outputGradient, map - shape().in(), tile, tiling().outputExtent(tile), spectra, offset);
            }
        });
    }

    private void correlate(double[] spectra, int tiles, int i, int o, int sum) {
        int length = group().spectrumLength();
        Arrays.fill(spectra, sum, sum + length, 0);
        for (int t = 0; t < tiles; t++) {
            ComplexArithmetic.multiplyConjugateAdd(spectra, group().readAt(t, i), spectra, group().writtenAt(t, o),
                    spectra, sum, length);
        }
        inverse(spectra, sum, shape().kernel());
    }

    /** Adds the corner of an image to the gradient of a kernel, flipped as kernels are stored. */
    private void addTaps(double[] image, int offset, double[] values, int kernel) {
        Vec3 k = shape().kernel();
        Vec3 size = tiling().transformSize();
        for (int z = 0; z < k.z(); z++) {
            for (int y = 0; y < k.y(); y++) {
                int row = offset + (z * size.y() + y) * (size.x() + 2);
                int last = kernel + ((k.z() - 1 - z) * k.y() + k.y() - 1 - y) * k.x() + k.x() - 1;
                for (int x = 0; x < k.x(); x++) {
                    values[last - x] += image[row + x];
                }
            }
        }
    }
}
