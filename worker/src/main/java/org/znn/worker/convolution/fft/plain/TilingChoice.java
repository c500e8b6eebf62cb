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
    private static final double TRANSFORM = 2;
    /** What it takes to begin one transform along an axis, in its operations. */
    private static final double BEGINNING = 50;

    private final ConvolutionPass pass;
    private final ConvolutionShape shape;
    private final Vec3 output;
    private final Vec3 reach;
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
        reach = Tiling.reach(shape);
    }

    /**
     * The tiles of a pass.
     *
     * @param bound bytes of all spectra of weights, and bytes of all spectra of a group of tiles
     */
    static Tiling of(ConvolutionPass pass, ConvolutionShape shape, Vec3 output, long bound) {
        TilingChoice choice = new TilingChoice(pass, shape, output, bound);
        List<Integer> ys = choice.sizes(1);
        List<Integer> xs = choice.sizes(2);
        for (int z : choice.sizes(0)) {
            for (int y : ys) {
                for (int x : xs) {
                    choice.consider(new Vec3(z, y, x));
                }
            }
        }
        return choice.best == null ? choice.least : choice.best;
    }

    /** The sizes of transforms along an axis that are the least for their number of tiles. */
    private List<Integer> sizes(int axis) {
        int from = reach.get(axis);
        int all = output.get(axis);
        List<Integer> sizes = new ArrayList<>();
        int size = from;
        for (int tiles = Integer.MAX_VALUE; tiles > 1;) {
            size = axis == 2 ? GoodSize.evenAtLeast(size + 1) : GoodSize.atLeast(size + 1);
            int count = (all + size - from - 1) / (size - from);
            if (count < tiles) {
                sizes.add(size);
                tiles = count;
            }
        }
        return sizes;
    }

    private void consider(Vec3 size) {
        Vec3 tile = output.min(size.minus(reach));
        double tiles = output.ceilDiv(tile).product();
        long spectrum = Double.BYTES * size.with(2, size.x() + 2).product();
        long pairs = (long) shape.in() * shape.out();
        long maps = (long) shape.in() + shape.out();
        boolean weights = pass == ConvolutionPass.WEIGHT_GRADIENT;
        long held = weights ? 0 : pairs * spectrum;
        int group = (int) Math.max(1, Math.min(weights ? tiles : Math.min(tiles, LARGE_GROUP),
                bound / (maps * spectrum)));
        Tiling tiling = new Tiling(output, reach, size, tile, group);
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
