package org.znn.worker.convolution.fft.reference;

import java.util.ArrayList;
import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;

/**
 * Selects the tiling with the fewest estimated operations among those whose spectra stay within a limit: the weight
 * spectra, which are held permanently, and the spectra of a group of tiles. If no tiling stays within the limit,
 * selects the one with the smallest spectra. The selection depends only on the shape and the output size.
 */
final class TilingSelector {

    /** Maximum tiles per group in passes that read the weight spectra once per group; reads are then rare enough. */
    private static final int MAX_GROUP = 16;
    /** Cost of an operation of a transform, relative to an operation of a product of spectra. */
    private static final double TRANSFORM_COST = 2.5;
    /** Overhead of one transform along an axis, in operations of the transform. */
    private static final double TRANSFORM_OVERHEAD = 60;

    private final ConvolutionPass pass;
    private final ConvolutionShape shape;
    private final Vec3 output;
    private final long maxBytes;
    private Tiling best;
    private double bestCost = Double.POSITIVE_INFINITY;
    private Tiling smallest;
    private long smallestBytes = Long.MAX_VALUE;

    private TilingSelector(ConvolutionPass pass, ConvolutionShape shape, Vec3 output, long maxBytes) {
        this.pass = pass;
        this.shape = shape;
        this.output = output;
        this.maxBytes = maxBytes;
    }

    /**
     * Selects the tiling of a pass.
     *
     * @param maxBytes maximum bytes of the weight spectra, and also of the spectra of a group of tiles
     */
    static Tiling select(ConvolutionPass pass, ConvolutionShape shape, Vec3 output, long maxBytes) {
        TilingSelector selector = new TilingSelector(pass, shape, output, maxBytes);
        List<AxisTiling> ys = selector.axes(1);
        List<AxisTiling> xs = selector.axes(2);
        for (AxisTiling z : selector.axes(0)) {
            for (AxisTiling y : ys) {
                for (AxisTiling x : xs) {
                    selector.consider(z, y, x);
                }
            }
        }
        return selector.best == null ? selector.smallest : selector.best;
    }

    /** Returns the candidates of an axis: for each number of tiles, the shortest transform length. */
    private List<AxisTiling> axes(int axis) {
        int kernel = shape.kernel().get(axis);
        int dilation = shape.dilation().get(axis);
        int longest = (output.get(axis) - 1) / dilation + kernel;
        List<AxisTiling> axes = new ArrayList<>();
        int tiles = Integer.MAX_VALUE;
        for (int size = kernel - 1; size < longest;) {
            size = axis == 2 ? FastLength.evenAtLeast(size + 1) : FastLength.atLeast(size + 1);
            AxisTiling cut = AxisTiling.of(output.get(axis), kernel, dilation, size);
            if (cut.count() < tiles) {
                axes.add(cut);
                tiles = cut.count();
            }
        }
        return axes;
    }

    private void consider(AxisTiling z, AxisTiling y, AxisTiling x) {
        Vec3 size = new Vec3(z.length(), y.length(), x.length());
        double tiles = (double) z.count() * y.count() * x.count();
        long spectrum = Double.BYTES * size.with(2, size.x() + 2).product();
        long pairs = (long) shape.in() * shape.out();
        long maps = (long) shape.in() + shape.out();
        boolean isWeightGradient = pass == ConvolutionPass.WEIGHT_GRADIENT;
        long weightBytes = isWeightGradient ? 0 : pairs * spectrum;
        int group = (int) Math.max(1, Math.min(isWeightGradient ? tiles : Math.min(tiles, MAX_GROUP),
                maxBytes / (maps * spectrum)));
        Tiling tiling = new Tiling(z, y, x, group);
        if (weightBytes + maps * spectrum < smallestBytes) {
            smallestBytes = weightBytes + maps * spectrum;
            smallest = tiling;
        }
        double products = tiles * pairs * spectrum / 2;
        double transforms = tiles * maps + pairs * kernelTransforms(tiles, group);
        double cost = products + transforms * TRANSFORM_COST * operations(size);
        if (weightBytes <= maxBytes && maps * spectrum <= maxBytes && cost < bestCost) {
            bestCost = cost;
            best = tiling;
        }
    }

    /**
     * Returns how often a pass transforms the kernel, or the kernel's gradient, of a pair of maps. Weights change once
     * per training step, and never in inference.
     */
    private double kernelTransforms(double tiles, int group) {
        return switch (pass) {
            case FORWARD -> 0;
            case INPUT_GRADIENT -> 1;
            case WEIGHT_GRADIENT -> Math.ceil(tiles / group);
        };
    }

    /** Estimates the operations of one 3-D transform. */
    private static double operations(Vec3 size) {
        double columns = size.x() / 2 + 1;
        return size.z() * size.y() * operations(size.x()) / 2 + size.z() * columns * operations(size.y())
                + size.y() * columns * operations(size.z());
    }

    /** Estimates the operations of one complex transform along an axis. */
    private static double operations(int n) {
        return n == 1 ? 0 : TRANSFORM_OVERHEAD + 5 * n * Math.log(n) / Math.log(2);
    }
}
