package org.znn.worker.convolution.fft.tiled;

import org.znn.common.geometry.Vec3;

/**
 * Adds to the gradients of the kernels from one input channel to a block of output channels, and from the next. Element
 * q of a tile belongs to tap q, the kernels being turned.
 */
final class KernelPlanes implements PlaneSink {

    private static final int LANES = LineTransform.LANES;
    private static final int ELEMENT = LineTransform.ELEMENT;

    private final double[] values;
    private final Vec3 kernel;
    private final double scale;
    private final int channels;
    private final int first;
    private final int second;

    /**
     * The kernels.
     *
     * @param values   of all, each (z, y, x)
     * @param kernel   taps (z, y, x)
     * @param scale    that what is added is multiplied by
     * @param channels output channels of the block; their kernels lie one after the other
     * @param first    where those of the input channel begin
     * @param second   those of the next; the same where there is none
     */
    KernelPlanes(double[] values, Vec3 kernel, double scale, int channels, int first, int second) {
        this.values = values;
        this.kernel = kernel;
        this.scale = scale;
        this.channels = channels;
        this.first = first;
        this.second = second;
    }

    @Override
    public void plane(int z, float[] from, int at, int rowPitch) {
        add(first, z, from, at, rowPitch);
        if (second != first) {
            add(second, z, from, at + LANES, rowPitch);
        }
    }

    private void add(int begin, int z, float[] from, int at, int rowPitch) {
        int taps = (int) kernel.product();
        int last = begin + taps - 1 - z * kernel.y() * kernel.x();
        for (int lane = 0; lane < channels; lane++) {
            int to = last + lane * taps;
            for (int y = 0; y < kernel.y(); y++) {
                int row = at + y * rowPitch + lane;
                for (int x = 0; x < kernel.x(); x++) {
                    values[to--] += scale * from[row + x * ELEMENT];
                }
            }
        }
    }
}
