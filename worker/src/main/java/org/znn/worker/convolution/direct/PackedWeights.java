package org.znn.worker.convolution.direct;

import org.znn.common.geometry.IntMath;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.FeatureMapLayout;

/**
 * Weights in the order in which kernels read them:
 * {@code [group of output maps][input map][z][y][x][map of the group]}. A true convolution multiplies in[p + q·d] by
 * W[k − 1 − q] (ZNN-SEMANTICS 2); the kernels are flipped here, so that taps are visited in ascending order.
 */
final class PackedWeights {

    private PackedWeights() {
    }

    /**
     * Returns the length of the packed array for groups of {@code groupSize} maps; the last group is padded with zeros.
     */
    static long length(ConvolutionShape shape, int groupSize) {
        return (long) groupCount(shape, groupSize) * groupSize * tapCount(shape);
    }

    static int groupCount(ConvolutionShape shape, int groupSize) {
        return IntMath.ceilDiv(shape.out(), groupSize);
    }

    static int tapCount(ConvolutionShape shape) {
        return Math.toIntExact(shape.in() * shape.kernel().product());
    }

    static float[] allocate(ConvolutionShape shape, int groupSize) {
        return new float[Math.toIntExact(length(shape, groupSize))];
    }

    /** Packs the weights of an output map into an array of {@link #length}. */
    static void pack(ConvolutionShape shape, Filters filters, int map, int groupSize, float[] packed) {
        int kernel = (int) shape.kernel().product();
        int to = map / groupSize * tapCount(shape) * groupSize + map % groupSize;
        for (int i = 0; i < shape.in(); i++) {
            int first = (i * shape.out() + map) * kernel;
            for (int tap = first + kernel - 1; tap >= first; tap--) {
                packed[to] = (float) filters.values()[tap];
                to += groupSize;
            }
        }
    }

    /** Returns the offset in elements of each tap from the input voxel at the position of an output voxel. */
    static int[] tapOffsets(ConvolutionShape shape, FeatureMapLayout in) {
        Vec3 k = shape.kernel();
        Vec3 d = shape.dilation();
        int[] offsets = new int[tapCount(shape)];
        int t = 0;
        for (int i = 0; i < shape.in(); i++) {
            for (int z = 0; z < k.z(); z++) {
                for (int y = 0; y < k.y(); y++) {
                    for (int x = 0; x < k.x(); x++) {
                        offsets[t++] = i * in.channelStride() + z * d.z() * in.planeStride()
                                + y * d.y() * in.rowPitch() + x * d.x();
                    }
                }
            }
        }
        return offsets;
    }
}
