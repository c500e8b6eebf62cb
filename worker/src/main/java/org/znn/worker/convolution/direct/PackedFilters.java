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

    /** Packs kernels into an array of {@link #length}; what fills up the last group is left as it is. */
    static void pack(ConvolutionShape shape, Filters filters, int group, float[] packed) {
        Vec3 k = shape.kernel();
        int taps = taps(shape);
        for (int o = 0; o < shape.out(); o++) {
            int at = o / group * taps * group + o % group;
            for (int i = 0; i < shape.in(); i++) {
                for (int z = k.z() - 1; z >= 0; z--) {
                    for (int y = k.y() - 1; y >= 0; y--) {
                        for (int x = k.x() - 1; x >= 0; x--) {
                            packed[at] = (float) filters.get(i, o, z, y, x);
                            at += group;
                        }
                    }
                }
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
