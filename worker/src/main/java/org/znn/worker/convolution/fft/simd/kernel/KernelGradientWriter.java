package org.znn.worker.convolution.fft.simd.kernel;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.fft.simd.dft.ComplexVectors;
import org.znn.worker.convolution.fft.simd.tile.PlaneSink;

/**
 * Adds a pair of planes of taps to the gradients of the kernels from two adjacent input channels to a block of output
 * channels. Voxel q of a plane belongs to tap q; kernels are stored flipped.
 */
public final class KernelGradientWriter implements PlaneSink {

    private static final int LANES = ComplexVectors.LANES;
    private static final int COMPLEX = ComplexVectors.FLOATS;

    private final double[] values;
    private final Vec3 kernel;
    private final double scale;
    private final int channels;
    private final int first;
    private final int second;

    /**
     * Creates a writer for two input channels.
     *
     * @param values   gradients of all kernels, each [z][y][x]
     * @param kernel   taps of a kernel (z, y, x)
     * @param scale    factor of the values added
     * @param channels number of output channels of the block, whose kernels are contiguous
     * @param first    index of the kernels of the first input channel
     * @param second   index of the kernels of the second input channel; equals {@code first} if there is none
     */
    public KernelGradientWriter(double[] values, Vec3 kernel, double scale, int channels, int first, int second) {
        this.values = values;
        this.kernel = kernel;
        this.scale = scale;
        this.channels = channels;
        this.first = first;
        this.second = second;
    }

    @Override
    public void accept(int z, float[] source, int from, int rowPitch) {
        add(first, z, source, from, rowPitch);
        if (second != first) {
            add(second, z, source, from + LANES, rowPitch);
        }
    }

    private void add(int kernels, int z, float[] source, int from, int rowPitch) {
        int taps = (int) kernel.product();
        int last = kernels + taps - 1 - z * kernel.y() * kernel.x();
        for (int lane = 0; lane < channels; lane++) {
            int to = last + lane * taps;
            for (int y = 0; y < kernel.y(); y++) {
                int row = from + y * rowPitch + lane;
                for (int x = 0; x < kernel.x(); x++) {
                    values[to--] += scale * source[row + x * COMPLEX];
                }
            }
        }
    }
}
