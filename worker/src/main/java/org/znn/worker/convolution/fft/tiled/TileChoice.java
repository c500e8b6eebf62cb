package org.znn.worker.convolution.fft.tiled;

import java.util.ArrayList;
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
    /** Nanoseconds that a tap along z takes for an element of a weight's spectrum; to store it takes as long. */
    private static final double TAP = 0.35;
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
        return least(c, size -> transforms(c, size)
                + products(c, size, size.z.elements == 1 ? 0 : TAP * (c.kernel().z() + 1)));
    }

    /** Size of the transforms for its gradient by the kernels: there the transforms of the kernels count as well. */
    static Vec3 forKernels(Correlation c) {
        return least(c, size -> transforms(c, size) + products(c, size, size.z.nanos) + kernels(c, size));
    }

    private static Vec3 least(Correlation correlation, ToDoubleFunction<Size> costOf) {
        Size best = null;
        double least = Double.POSITIVE_INFINITY;
        List<Length> alongY = lengths(correlation, 1);
        List<Length> alongX = lengths(correlation, 2);
        for (Length z : lengths(correlation, 0)) {
            for (Length y : alongY) {
                for (Length x : alongX) {
                    Size size = new Size(z, y, x);
                    double cost = costOf.applyAsDouble(size);
                    if (cost < least) {
                        least = cost;
                        best = size;
                    }
                }
            }
        }
        return best == null ? null : best.elements();
    }

    /** Whether there are lengths for a kernel. */
    static boolean supports(Vec3 kernel) {
        int longest = Math.max(kernel.z(), Math.max(kernel.y(), kernel.x()));
        return LineTransform.lengths().stream().anyMatch(length -> length >= longest);
    }

    /**
     * A length along an axis.
     *
     * @param elements of a tile
     * @param tiles    of the axis
     * @param nanos    that a transform takes for an element
     */
    private record Length(int elements, int tiles, double nanos) {

        /** Whether it cannot be worse in anything. */
        boolean replaces(Length longer) {
            return tiles <= longer.tiles && nanos <= longer.nanos;
        }
    }

    /** Lengths along the three axes. */
    private record Size(Length z, Length y, Length x) {

        Vec3 elements() {
            return new Vec3(z.elements, y.elements, x.elements);
        }

        long product() {
            return (long) z.elements * y.elements * x.elements;
        }

        double tiles() {
            return (double) z.tiles * y.tiles * x.tiles;
        }

        /** Nanoseconds that the transforms of a pair of tiles take for an element. */
        double nanos() {
            double lines = z.nanos + y.nanos + x.nanos;
            return product() * ELEMENT_BYTES > CACHE ? SPILL * lines : lines;
        }
    }

    /** Those that could be best, ascending. */
    private static List<Length> lengths(Correlation c, int axis) {
        int kernel = c.kernel().get(axis);
        List<Length> lengths = new ArrayList<>();
        for (int elements : kernel == 1 ? List.of(1) : LineTransform.lengths()) {
            if (elements >= kernel) {
                int tiles = AxisTiles.of(elements, kernel, c.dilation().get(axis), c.output().get(axis)).tiles();
                Length length = new Length(elements, tiles, LineTransform.cost(elements));
                if (lengths.stream().noneMatch(shorter -> shorter.replaces(length))) {
                    lengths.add(length);
                }
            }
        }
        return lengths;
    }

    private static double transforms(Correlation c, Size size) {
        return size.tiles() * (c.inBlocks() + c.outBlocks()) * size.product() * (size.nanos() / 2 + TURN);
    }

    /** With the nanoseconds that it takes to have an element of a weight's spectrum along z, or to have it back. */
    private static double products(Correlation c, Size size, double alongZ) {
        double pairs = pairs(c, size);
        double rounded = Math.ceil(size.tiles() / FrequencyProduct.TILES) * FrequencyProduct.TILES;
        double held = (double) c.kernel().z() / size.z.elements;
        double bytes = pairs * held * ELEMENT_BYTES;
        return pairs * (rounded * PRODUCT + alongZ + held * STREAM) * Math.max(1, bytes / MANY);
    }

    /** Of sections of taps along y and x. */
    private static double kernels(Correlation c, Size size) {
        return (double) c.in() * c.outBlocks() * c.kernel().z() * size.y.elements * size.x.elements
                * (size.y.nanos + size.x.nanos) / 2;
    }

    /** Elements of the spectra of all kernels. */
    private static double pairs(Correlation c, Size size) {
        return (double) HalfSpectrum.frequencies(size.elements()) * c.in() * c.outBlocks();
    }
}
