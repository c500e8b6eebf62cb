package org.znn.worker.convolution.fft.tiled;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.znn.common.geometry.Vec3;

/**
 * Chooses the size of the tiles: what is estimated to take least time. Large tiles waste less of a transform on the
 * overlap, small ones have fewer frequencies, each with a matrix of weights to read; what matters most is that the
 * outputs of the tiles fit the output's size.
 */
final class TileChoice {

    /** Nanoseconds that it takes to read or write an element of planar maps. */
    private static final double TURN = 4;
    /** Nanoseconds that a complex multiply-add of a vector takes. */
    private static final double PRODUCT = 0.8;
    /** Nanoseconds that it takes to have an element of a weight's spectrum from memory. */
    private static final double STREAM = 6;
    /** Bytes of a workspace above which it leaves the cache of a core, and how much slower that is. */
    private static final int CACHE = 1_600_000;
    private static final double SPILL = 1.3;
    /** Bytes of weight spectra that are too many if there is another way. */
    private static final long MANY = 512L << 20;
    private static final int ELEMENT_BYTES = LineTransform.ELEMENT * Float.BYTES;

    private TileChoice() {
    }

    /** Size of the transforms for a correlation, the spectra of its kernels ready. */
    static Vec3 forCorrelation(Correlation c) {
        return least(c, size -> transforms(c, size) + products(c, size));
    }

    /** Size of the transforms for its gradient by the kernels: there the transforms of the kernels count as well. */
    static Vec3 forKernels(Correlation c) {
        return least(c, size -> transforms(c, size) + products(c, size) + kernels(c, size));
    }

    private static Vec3 least(Correlation correlation, ToDoubleFunction<Vec3> costOf) {
        Vec3 best = null;
        double least = Double.POSITIVE_INFINITY;
        for (int z : lengths(correlation, 0)) {
            for (int y : lengths(correlation, 1)) {
                for (int x : lengths(correlation, 2)) {
                    Vec3 size = new Vec3(z, y, x);
                    double cost = costOf.applyAsDouble(size);
                    if (cost < least) {
                        least = cost;
                        best = size;
                    }
                }
            }
        }
        return best;
    }

    /** Whether there are lengths for a kernel. */
    static boolean supports(Vec3 kernel) {
        int longest = Math.max(kernel.z(), Math.max(kernel.y(), kernel.x()));
        return LineTransform.lengths().stream().anyMatch(length -> length >= longest);
    }

    private static List<Integer> lengths(Correlation c, int axis) {
        int kernel = c.kernel().get(axis);
        if (kernel == 1) {
            return List.of(1);
        }
        return LineTransform.lengths().stream().filter(length -> length >= kernel).toList();
    }

    private static double transforms(Correlation c, Vec3 size) {
        return tiles(c, size) * (c.inBlocks() + c.outBlocks()) * size.product() * (lines(size) / 2 + TURN);
    }

    private static double products(Correlation c, Vec3 size) {
        double pairs = pairs(c, size);
        double rounded = Math.ceil(tiles(c, size) / FrequencyProduct.TILES) * FrequencyProduct.TILES;
        double bytes = pairs * ELEMENT_BYTES;
        return pairs * (rounded * PRODUCT + STREAM) * Math.max(1, bytes / MANY);
    }

    private static double kernels(Correlation c, Vec3 size) {
        return (double) c.in() * c.outBlocks() * size.product() * lines(size) / 2;
    }

    private static double tiles(Correlation c, Vec3 size) {
        Tiling tiling = Tiling.of(size, c.kernel(), c.dilation(), c.output());
        return (double) tiling.z().tiles() * tiling.y().tiles() * tiling.x().tiles();
    }

    /** Elements of the spectra of all kernels. */
    private static double pairs(Correlation c, Vec3 size) {
        return (double) HalfSpectrum.frequencies(size) * c.in() * c.outBlocks();
    }

    /** Nanoseconds that the transforms of a pair of tiles take for an element. */
    private static double lines(Vec3 size) {
        double lines = LineTransform.cost(size.z()) + LineTransform.cost(size.y()) + LineTransform.cost(size.x());
        return size.product() * ELEMENT_BYTES > CACHE ? SPILL * lines : lines;
    }
}
