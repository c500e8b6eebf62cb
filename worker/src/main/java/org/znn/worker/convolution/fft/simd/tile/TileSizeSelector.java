package org.znn.worker.convolution.fft.simd.tile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.CacheBudget;
import org.znn.worker.convolution.fft.simd.dft.ComplexVectors;
import org.znn.worker.convolution.fft.simd.dft.HalfSpectrum;
import org.znn.worker.convolution.fft.simd.dft.LineTransform;
import org.znn.worker.convolution.fft.simd.product.ComplexGemm;

/**
 * Selects the transform size with the least estimated time. Large tiles waste less of a transform on the overlap; small
 * tiles have fewer frequencies, each with a matrix of weights to read. The most important criterion is that the tiles
 * cover the output with little excess.
 */
public final class TileSizeSelector {

    /** Nanoseconds to transpose a complex vector from or to planar feature maps. */
    private static final double TRANSPOSE_NANOS = 4;
    /** Nanoseconds of a multiply-add of complex vectors. */
    private static final double MULTIPLY_ADD_NANOS = 0.8;
    /** Nanoseconds per tap along z to complete a complex vector of a weight spectrum, and also to store the vector. */
    private static final double TAP_NANOS = 0.35;
    /** Nanoseconds to load a complex vector of a weight spectrum from memory. */
    private static final double LOAD_NANOS = 6;
    /** Slowdown of transforms whose workspace exceeds {@link CacheBudget#FFT_TILE}. */
    private static final double SPILL_FACTOR = 1.3;
    /** Size of the weight spectra in bytes above which the estimated time of products grows with that size. */
    private static final long LARGE_WEIGHTS = 512L << 20;
    private static final int COMPLEX_BYTES = ComplexVectors.FLOATS * Float.BYTES;

    private TileSizeSelector() {
    }

    /** Returns the size (z, y, x) of the transforms of a correlation whose kernel spectra exist already. */
    public static Vec3 forCorrelation(CorrelationProblem problem) {
        return cheapest(problem, size -> transformNanos(problem, size)
                + productNanos(problem, size, size.z.elements == 1 ? 0 : TAP_NANOS * (problem.kernel().z() + 1)));
    }

    /** Returns the size (z, y, x) of the transforms of a weight gradient, including the transforms of kernels. */
    public static Vec3 forWeightGradient(CorrelationProblem problem) {
        return cheapest(problem, size -> transformNanos(problem, size) + productNanos(problem, size, size.z.nanos)
                + kernelNanos(problem, size));
    }

    private static Vec3 cheapest(CorrelationProblem correlation, ToDoubleFunction<Size> costOf) {
        Size best = null;
        double bestCost = Double.POSITIVE_INFINITY;
        List<Length> alongY = lengths(correlation, 1);
        List<Length> alongX = lengths(correlation, 2);
        for (Length z : lengths(correlation, 0)) {
            for (Length y : alongY) {
                for (Length x : alongX) {
                    Size size = new Size(z, y, x);
                    double cost = costOf.applyAsDouble(size);
                    if (cost < bestCost) {
                        bestCost = cost;
                        best = size;
                    }
                }
            }
        }
        return best == null ? null : best.elements();
    }

    /** Returns whether there are transforms as long as a kernel. */
    public static boolean supports(Vec3 kernel) {
        int longest = kernel.largest();
        return LineTransform.supportedLengths().stream().anyMatch(length -> length >= longest);
    }

    /**
     * A transform length along an axis.
     *
     * @param elements elements of a line
     * @param tiles    number of tiles along the axis
     * @param nanos    estimated nanoseconds of a transform per element
     */
    private record Length(int elements, int tiles, double nanos) {

        /** Returns whether this length is at least as good as a longer one in every respect. */
        boolean dominates(Length longer) {
            return tiles <= longer.tiles && nanos <= longer.nanos;
        }
    }

    /** Transform lengths along the three axes. */
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

        /** Estimates the nanoseconds per element to transform a pair of tiles. */
        double nanos() {
            double lines = z.nanos + y.nanos + x.nanos;
            return product() * COMPLEX_BYTES > CacheBudget.FFT_TILE ? SPILL_FACTOR * lines : lines;
        }
    }

    /** Returns the candidates along an axis, ascending. */
    private static List<Length> lengths(CorrelationProblem problem, int axis) {
        int kernel = problem.kernel().get(axis);
        List<Length> lengths = new ArrayList<>();
        for (int elements : kernel == 1 ? List.of(1) : LineTransform.supportedLengths()) {
            if (elements >= kernel) {
                int tiles = AxisTiles.of(elements, kernel, problem.dilation().get(axis), problem.output().get(axis))
                        .tileCount();
                Length length = new Length(elements, tiles, LineTransform.estimatedNanos(elements));
                if (lengths.stream().noneMatch(shorter -> shorter.dominates(length))) {
                    lengths.add(length);
                }
            }
        }
        return lengths;
    }

    /** Estimates the nanoseconds of the transforms of all tiles. */
    private static double transformNanos(CorrelationProblem problem, Size size) {
        return size.tiles() * (problem.inBlocks() + problem.outBlocks()) * size.product()
                * (size.nanos() / 2 + TRANSPOSE_NANOS);
    }

    /**
     * Estimates the nanoseconds of all products.
     *
     * @param alongZ nanoseconds to transform a complex vector of a weight spectrum along z
     */
    private static double productNanos(CorrelationProblem problem, Size size, double alongZ) {
        double vectors = weightVectors(problem, size);
        double rounded = Math.ceil(size.tiles() / ComplexGemm.TILES) * ComplexGemm.TILES;
        double stored = (double) problem.kernel().z() / size.z.elements;
        double bytes = vectors * stored * COMPLEX_BYTES;
        return vectors * (rounded * MULTIPLY_ADD_NANOS + alongZ + stored * LOAD_NANOS)
                * Math.max(1, bytes / LARGE_WEIGHTS);
    }

    /** Estimates the nanoseconds to transform the planes of taps of all kernels along y and x. */
    private static double kernelNanos(CorrelationProblem problem, Size size) {
        return (double) problem.in() * problem.outBlocks() * problem.kernel().z() * size.y.elements * size.x.elements
                * (size.y.nanos + size.x.nanos) / 2;
    }

    /** Returns the complex vectors of the spectra of all kernels. */
    private static double weightVectors(CorrelationProblem problem, Size size) {
        return (double) HalfSpectrum.countFrequencies(size.elements()) * problem.in() * problem.outBlocks();
    }
}
