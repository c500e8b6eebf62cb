package org.znn.worker.convolution.fft.tiled;

import java.util.List;
import org.znn.common.geometry.Vec3;

/**
 * Chooses the size of the planes for few input channels: what is estimated to take least time for the planes of the
 * output, beside which those of the input do not count.
 */
final class PlaneChoice {

    /** Nanoseconds that it takes to read or write an element of planar maps. */
    private static final double TURN = 4;
    /** Nanoseconds that a complex multiply-add of a vector takes. */
    private static final double PRODUCT = 1.2;
    /** Bytes that a thread works on above which they leave the cache of a core, and how much slower that is. */
    private static final int CACHE = 1_900_000;
    private static final double SPILL = 1.3;
    private static final int ELEMENT_BYTES = LineTransform.ELEMENT * Float.BYTES;

    private PlaneChoice() {
    }

    /** Size of the transforms (1, y, x). */
    static Vec3 size(Correlation c) {
        Vec3 best = null;
        double least = Double.POSITIVE_INFINITY;
        for (int y : lengths(c.kernel().y())) {
            for (int x : lengths(c.kernel().x())) {
                double cost = cost(c, y, x);
                if (cost < least) {
                    least = cost;
                    best = new Vec3(1, y, x);
                }
            }
        }
        return best;
    }

    private static List<Integer> lengths(int kernel) {
        return kernel == 1 ? List.of(1)
                : LineTransform.lengths().stream().filter(length -> length >= kernel).toList();
    }

    private static double cost(Correlation c, int y, int x) {
        AxisTiles alongY = AxisTiles.of(y, c.kernel().y(), c.dilation().y(), c.output().y());
        AxisTiles alongX = AxisTiles.of(x, c.kernel().x(), c.dilation().x(), c.output().x());
        double tiles = (double) alongY.tiles() * alongX.tiles();
        int taps = c.in() * c.kernel().z();
        double bytes = y * x * (PlanePlan.ROWS + taps / 2.0) * ELEMENT_BYTES;
        double spill = bytes > CACHE ? SPILL : 1;
        double transforms = LineTransform.cost(y) + LineTransform.cost(x);
        double turned = 2 * TURN * alongY.valid() * alongX.valid();
        return tiles * (y * x * (transforms + PRODUCT * taps) * spill + turned);
    }
}
