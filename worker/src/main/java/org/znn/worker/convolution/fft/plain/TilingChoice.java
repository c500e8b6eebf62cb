package org.znn.worker.convolution.fft.plain;

import java.util.ArrayList;
import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;

/**
 * Finds the tiles that take the fewest operations among those whose spectra stay within bounds: what is held for good,
 * and what is held while a group of tiles is computed. Where none does, the least memory wins. Shape and output size
 * alone decide.
 */
final class TilingChoice {

    /** A group as large as this reads the spectra of weights seldom enough. */
    private static final int LARGE_GROUP = 16;
    /** What an operation of a transform takes, in operations of products of spectra. */
    private static final double TRANSFORM = 2.5;
    /** What it takes to begin one transform along an axis, in its operations. */
    private static final double BEGINNING = 60;

    private final ConvolutionPass pass;
    private final ConvolutionShape shape;
    private final Vec3 output;
    private final long bound;
    private Tiling best;
    private double bestCost = Double.POSITIVE_INFINITY;
    private Tiling least;
    private long leastBytes = Long.MAX_VALUE;

    private TilingChoice(ConvolutionPass pass, ConvolutionShape shape, Vec3 output, long bound) {
        this.pass = pass;
        this.shape = shape;
        this.output = output;
        this.bound = bound;
    }

    /**
     * The tiles of a pass.
     *
     * @param bound bytes of all spectra of weights, and bytes of all spectra of a group of tiles
     */
    static Tiling of(ConvolutionPass pass, ConvolutionShape shape, Vec3 output, long bound) {
        TilingChoice choice = new TilingChoice(pass, shape, output, bound);
        List<TileAxis> ys = choice.axes(1);
        List<TileAxis> xs = choice.axes(2);
        for (TileAxis z : choice.axes(0)) {
            for (TileAxis y : ys) {
                for (TileAxis x : xs) {
                    choice.consider(z, y, x);
                }
            }
        }
        return choice.best == null ? choice.least : choice.best;
    }

    /** An axis cut by each size of transforms that is the least for its number of tiles. */
    private List<TileAxis> axes(int axis) {
        int kernel = shape.kernel().get(axis);
        int dilation = shape.dilation().get(axis);
        int largest = (output.get(axis) - 1) / dilation + kernel;
        List<TileAxis> axes = new ArrayList<>();
        int tiles = Integer.MAX_VALUE;
        for (int size = kernel - 1; size < largest;) {
            size = axis == 2 ? GoodSize.evenAtLeast(size + 1) : GoodSize.atLeast(size + 1);
            TileAxis cut = TileAxis.of(output.get(axis), kernel, dilation, size);
            if (cut.count() < tiles) {
                axes.add(cut);
                tiles = cut.count();
            }
        }
        return axes;
    }

    private void consider(TileAxis z, TileAxis y, TileAxis x) {
        Vec3 size = new Vec3(z.size(), y.size(), x.size());
        double tiles = (double) z.count() * y.count() * x.count();
        long spectrum = Double.BYTES * size.with(2, size.x() + 2).product();
        long pairs = (long) shape.in() * shape.out();
        long maps = (long) shape.in() + shape.out();
        boolean weights = pass == ConvolutionPass.WEIGHT_GRADIENT;
        long held = weights ? 0 : pairs * spectrum;
        int group = (int) Math.max(1, Math.min(weights ? tiles : Math.min(tiles, LARGE_GROUP),
                bound / (maps * spectrum)));
        Tiling tiling = new Tiling(z, y, x, group);
        if (held + maps * spectrum < leastBytes) {
            leastBytes = held + maps * spectrum;
            least = tiling;
        }
        double products = tiles * pairs * spectrum / 2;
        double transforms = tiles * maps + pairs * builds(tiles, group);
        double cost = products + transforms * TRANSFORM * operations(size);
        if (held <= bound && maps * spectrum <= bound && cost < bestCost) {
            bestCost = cost;
            best = tiling;
        }
    }

    /** How often each pair of maps takes a transform: weights change with each step of training, and not else. */
    private double builds(double tiles, int group) {
        return switch (pass) {
            case FORWARD -> 0;
            case INPUT_GRADIENT -> 1;
            case WEIGHT_GRADIENT -> Math.ceil(tiles / group);
        };
    }

    /** Of one transform in three dimensions. */
    private static double operations(Vec3 size) {
        double columns = size.x() / 2 + 1;
        return size.z() * size.y() * operations(size.x()) / 2 + size.z() * columns * operations(size.y())
                + size.y() * columns * operations(size.z());
    }

    /** Of one complex transform along an axis. */
    private static double operations(int n) {
        return n == 1 ? 0 : BEGINNING + 5 * n * Math.log(n) / Math.log(2);
    }
}
