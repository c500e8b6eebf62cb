package org.znn.worker.convolution.fft.simd.plane;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.ChannelBlocks;
import org.znn.worker.convolution.fft.simd.dft.ComplexVectors;
import org.znn.worker.convolution.fft.simd.tile.CorrelationProblem;
import org.znn.worker.convolution.fft.simd.tile.TileTransform;

/**
 * Transforms the sums of all parts back and accumulates them in the gradient, part by part, two taps along z at a time.
 */
final class Fft2dGradientReduction {

    private static final int COMPLEX = ComplexVectors.FLOATS;

    private final Fft2dGradientPlan gradient;
    private final Fft2dPlan plan;
    private final CorrelationProblem correlation;
    private final float[] data;
    private final double[] values;
    private final TileTransform transform;

    Fft2dGradientReduction(Fft2dGradientPlan gradient, float[] data) {
        this.gradient = gradient;
        this.data = data;
        plan = gradient.plan();
        correlation = plan.correlation();
        values = new double[Math.toIntExact(
                correlation.in() * correlation.out() * correlation.kernel().product())];
        transform = new TileTransform(plan.transformSize());
    }

    /** Returns the gradient, complete after all pairs of taps have been added. */
    double[] values() {
        return values;
    }

    /** Returns the number of pairs of taps, over all blocks of output channels. */
    int tapPairs() {
        return pairsPerBlock() * correlation.outBlocks();
    }

    private int pairsPerBlock() {
        return (plan.taps() + 1) / 2;
    }

    /**
     * Adds a pair of taps of all parts.
     *
     * @param workspace index of a workspace, see {@link TileTransform#workspaceFloats}
     */
    void addTapPair(int pair, int workspace) {
        int block = pair / pairsPerBlock();
        int tap = 2 * (pair % pairsPerBlock());
        int next = Math.min(tap + 1, plan.taps() - 1);
        for (int part = 0; part < gradient.parts(); part++) {
            int sums = gradient.sumsAt(part, block);
            transform.inverse(data, sums + tap * COMPLEX, sums + next * COMPLEX, gradient.frequencyStride(), data,
                    workspace, plan.tapPlane(), (z, source, from, rowPitch) -> {
                        add(block, tap, source, from, rowPitch);
                        if (next > tap) {
                            add(block, next, source, from + ComplexVectors.LANES, rowPitch);
                        }
                    });
        }
    }

    /**
     * Adds the plane of a tap along z. Kernels are stored flipped. The scale includes a factor of 1/2, since each
     * frequency was summed with its mirror image.
     */
    private void add(int block, int tap, float[] source, int from, int rowPitch) {
        Vec3 kernel = correlation.kernel();
        double scale = 1 / (2.0 * plan.transformSize().product());
        int taps = (int) kernel.product();
        int in = tap / kernel.z();
        int first = (in * correlation.out() + block * ComplexVectors.LANES) * taps;
        for (int y = 0; y < kernel.y(); y++) {
            for (int x = 0; x < kernel.x(); x++) {
                int to = first + taps - 1 - (tap % kernel.z() * kernel.y() + y) * kernel.x() - x;
                int vector = from + y * rowPitch + x * COMPLEX;
                for (int lane = 0; lane < ChannelBlocks.channelsInBlock(correlation.out(), block); lane++) {
                    values[to + lane * taps] += scale * source[vector + lane];
                }
            }
        }
    }
}
