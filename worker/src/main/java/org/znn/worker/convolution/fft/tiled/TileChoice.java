package org.znn.worker.convolution.fft.tiled;

import java.util.List;
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

    /** Size of the transforms for a correlation. */
    static Vec3 of(Correlation correlation) {
        Vec3 best = null;
        double least = Double.POSITIVE_INFINITY;
        for (int z : lengths(correlation, 0)) {
            for (int y : lengths(correlation, 1)) {
                for (int x : lengths(correlation, 2)) {
                    Vec3 size = new Vec3(z, y, x);
                    double cost = cost(correlation, size);
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

    private static double cost(Correlation c, Vec3 size) {
        Tiling tiling = Tiling.of(size, c.kernel(), c.dilation(), c.output());
        double tiles = (double) tiling.z().tiles() * tiling.y().tiles() * tiling.x().tiles();
        double elements = size.product();
        double spill = elements * ELEMENT_BYTES > CACHE ? SPILL : 1;
        double lines = LineTransform.cost(size.z()) + LineTransform.cost(size.y()) + LineTransform.cost(size.x());
        double transforms = tiles * (c.inBlocks() + c.outBlocks()) * elements * (spill * lines / 2 + TURN);
        double pairs = (double) HalfSpectrum.frequencies(size) * c.in() * c.outBlocks();
        double rounded = Math.ceil(tiles / FrequencyProduct.TILES) * FrequencyProduct.TILES;
        double cost = transforms + pairs * (rounded * PRODUCT + STREAM);
        return pairs * ELEMENT_BYTES > MANY ? cost * (1 + pairs * ELEMENT_BYTES / MANY) : cost;
    }
}
