package org.znn.worker.convolution.direct;

import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.MapsLayout;

/**
 * Kernels in the order in which tiles use them: groups of output maps, then taps (input map, z, y, x), then the maps of
 * the group. A true convolution multiplies in[p + q·d] by W[k − 1 − q] (ZNN-SEMANTICS 2), so the kernel is turned here
 * and taps run forward.
 */
final class PackedFilters {

    private PackedFilters() {
    }

    /** Length of the packed array for groups of that many maps; the last group is filled up with zeros. */
    static long length(ConvolutionShape shape, int group) {
        return (long) groups(shape, group) * group * taps(shape);
    }

    static int groups(ConvolutionShape shape, int group) {
        return (shape.out() + group - 1) / group;
    }

    static int taps(ConvolutionShape shape) {
        return Math.toIntExact(shape.in() * shape.kernel().product());
    }

    static float[] allocate(ConvolutionShape shape, int group) {
        return new float[Math.toIntExact(length(shape, group))];
    }

    /** Packs the kernels to an output map into an array of {@link #length}. */
    static void pack(ConvolutionShape shape, Filters filters, int map, int group, float[] packed) {
        int kernel = (int) shape.kernel().product();
        int at = map / group * taps(shape) * group + map % group;
        for (int i = 0; i < shape.in(); i++) {
            int first = (i * shape.out() + map) * kernel;
            for (int tap = first + kernel - 1; tap >= first; tap--) {
                packed[at] = (float) filters.values()[tap];
                at += group;
            }
        }
    }

    /** Offset of each tap from an output's position in the input's array. */
    static int[] offsets(ConvolutionShape shape, MapsLayout in) {
        Vec3 k = shape.kernel();
        Vec3 d = shape.dilation();
        int[] offsets = new int[taps(shape)];
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
