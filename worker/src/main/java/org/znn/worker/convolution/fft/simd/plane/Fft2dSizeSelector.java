package org.znn.worker.convolution.fft.simd.plane;

import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.CacheBudget;
import org.znn.worker.convolution.fft.simd.dft.ComplexVectors;
import org.znn.worker.convolution.fft.simd.dft.LineTransform;
import org.znn.worker.convolution.fft.simd.tile.AxisTiles;
import org.znn.worker.convolution.fft.simd.tile.CorrelationProblem;

/**
 * Selects the 2-D transform size with the least estimated time. The estimate counts the output planes only: with few
 * input channels, transforming the input planes is a negligible share.
 */
final class Fft2dSizeSelector {

    /** Nanoseconds to transpose a complex vector from or to planar feature maps. */
    private static final double TRANSPOSE_NANOS = 4;
    /** Nanoseconds of a multiply-add of complex vectors. */
    private static final double MULTIPLY_ADD_NANOS = 1.2;
    /** Slowdown of planes and weights that exceed {@link CacheBudget#FFT_PLANES}. */
    private static final double SPILL_FACTOR = 1.3;
    private static final int COMPLEX_BYTES = ComplexVectors.FLOATS * Float.BYTES;

    private Fft2dSizeSelector() {
    }

    /** Returns the size (1, y, x) of the transforms of a correlation. */
    static Vec3 select(CorrelationProblem problem) {
        Vec3 best = null;
        double bestCost = Double.POSITIVE_INFINITY;
        for (int y : lengths(problem.kernel().y())) {
            for (int x : lengths(problem.kernel().x())) {
                double cost = cost(problem, y, x);
                if (cost < bestCost) {
                    bestCost = cost;
                    best = new Vec3(1, y, x);
                }
            }
        }
        return best;
    }

    private static List<Integer> lengths(int kernel) {
        return kernel == 1 ? List.of(1)
                : LineTransform.supportedLengths().stream().filter(length -> length >= kernel).toList();
    }

    private static double cost(CorrelationProblem problem, int y, int x) {
        AxisTiles alongY = AxisTiles.of(y, problem.kernel().y(), problem.dilation().y(), problem.output().y());
        AxisTiles alongX = AxisTiles.of(x, problem.kernel().x(), problem.dilation().x(), problem.output().x());
        double tiles = (double) alongY.tileCount() * alongX.tileCount();
        int taps = problem.in() * problem.kernel().z();
        double bytes = y * x * (Fft2dPlan.PLANES + taps / 2.0) * COMPLEX_BYTES;
        double spill = bytes > CacheBudget.FFT_PLANES ? SPILL_FACTOR : 1;
        double transforms = LineTransform.estimatedNanos(y) + LineTransform.estimatedNanos(x);
        double transposes = 2 * TRANSPOSE_NANOS * alongY.valid() * alongX.valid();
        return tiles * (y * x * (transforms + MULTIPLY_ADD_NANOS * taps) * spill + transposes);
    }
}
