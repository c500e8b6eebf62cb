package org.znn.worker.convolution.fft.tiled;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.Channels;

/**
 * From the sums of all parts to the gradient: the two taps of an item are transformed back together, part after part.
 */
final class PlaneSums {

    private static final int ELEMENT = LineTransform.ELEMENT;

    private final PlaneGradientPlan gradient;
    private final PlanePlan plan;
    private final Correlation correlation;
    private final float[] data;
    private final double[] values;
    private final TileTransform transform;

    PlaneSums(PlaneGradientPlan gradient, float[] data) {
        this.gradient = gradient;
        this.data = data;
        plan = gradient.plan();
        correlation = plan.correlation();
        values = new double[Math.toIntExact(
                correlation.in() * correlation.out() * correlation.kernel().product())];
        transform = new TileTransform(plan.size());
    }

    /** The gradient, once all items are done. */
    double[] values() {
        return values;
    }

    /** Pairs of taps, for each block of output channels. */
    int items() {
        return pairs() * correlation.outBlocks();
    }

    private int pairs() {
        return (plan.taps() + 1) / 2;
    }

    /** Adds up an item; {@code at} is room for a workspace. */
    void inverse(int item, int at) {
        int block = item / pairs();
        int tap = 2 * (item % pairs());
        int next = Math.min(tap + 1, plan.taps() - 1);
        for (int part = 0; part < gradient.parts(); part++) {
            int sums = gradient.sumsAt(part, block);
            transform.inverse(data, sums + tap * ELEMENT, sums + next * ELEMENT, gradient.stride(), data, at,
                    plan.section(), (z, from, plane, rowPitch) -> {
                        add(block, tap, from, plane, rowPitch);
                        if (next > tap) {
                            add(block, next, from, plane + LineTransform.LANES, rowPitch);
                        }
                    });
        }
    }

    /** Adds the section of a tap along z. Kernels are turned; a frequency was summed with its mirror image. */
    private void add(int block, int tap, float[] from, int at, int rowPitch) {
        Vec3 kernel = correlation.kernel();
        double scale = 1 / (2.0 * plan.size().product());
        int taps = (int) kernel.product();
        int in = tap / kernel.z();
        int first = (in * correlation.out() + block * LineTransform.LANES) * taps;
        for (int y = 0; y < kernel.y(); y++) {
            for (int x = 0; x < kernel.x(); x++) {
                int to = first + taps - 1 - (tap % kernel.z() * kernel.y() + y) * kernel.x() - x;
                int element = at + y * rowPitch + x * ELEMENT;
                for (int lane = 0; lane < Channels.ofBlock(correlation.out(), block); lane++) {
                    values[to + lane * taps] += scale * from[element + lane];
                }
            }
        }
    }
}
