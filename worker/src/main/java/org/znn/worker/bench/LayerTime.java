package org.znn.worker.bench;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.ConvolutionShape;

/**
 * How long a convolution took.
 *
 * @param shape   what was computed
 * @param output  size of the output (z, y, x)
 * @param threads threads that worked together
 * @param runs    runs timed
 * @param best    seconds of the fastest run
 * @param median  seconds of the middle run
 */
public record LayerTime(ConvolutionShape shape, Vec3 output, int threads, int runs, double best, double median) {

    /** GFLOP/s of the middle run. */
    public double gflops() {
        return shape.operations(output) / median * 1e-9;
    }
}
