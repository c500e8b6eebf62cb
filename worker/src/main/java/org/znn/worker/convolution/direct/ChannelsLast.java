package org.znn.worker.convolution.direct;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.parallel.ThreadTeam;

/**
 * Maps turned round: (z, y, x, channel), so that a vector holds the same voxel of neighbouring channels. Along x the
 * voxels lie in a {@link RowOrder}: with the kernel's dilation as its step, the voxels that a row of the kernel reads
 * lie side by side, and a vector goes on from the channels of one to those of the next.
 *
 * @param size   voxels (z, y, x)
 * @param step   of the order along x
 * @param stride from a voxel to the next, at least the channels. What lies between is undefined.
 * @param lanes  of a vector, which may read past the last voxel
 */
record ChannelsLast(Vec3 size, int step, int stride, int lanes) {

    /** Channels turned round together: a cache line of the copy. */
    private static final int LINE = 16;

    /** Every voxel begins a vector. */
    static ChannelsLast apart(int channels, Vec3 size, int lanes) {
        return new ChannelsLast(size, 1, (channels + lanes - 1) / lanes * lanes, lanes);
    }

    /** Voxels lie without gaps, those {@code step} from each other along x side by side. */
    static ChannelsLast closed(int channels, Vec3 size, int step, int lanes) {
        return new ChannelsLast(size, step, channels, lanes);
    }

    /** Length of the copy. */
    int length() {
        return Math.toIntExact(Math.addExact(Math.multiplyExact(size.product(), (long) stride), (long) lanes));
    }

    /** Index of a voxel's channel 0. */
    int index(int z, int y, int x) {
        return ((z * size.y() + y) * size.x() + new RowOrder(size.x(), step).turn(x)) * stride;
    }

    void copy(Maps<float[]> from, float[] to, ThreadTeam team) {
        MapsLayout layout = from.layout();
        team.run(size.z() * size.y(), row -> {
            int z = row / size.y();
            int y = row % size.y();
            for (int channel = 0; channel < layout.channels(); channel += LINE) {
                int end = Math.min(layout.channels(), channel + LINE);
                int c = channel;
                for (; c + 3 < end; c += 4) {
                    four(from.data(), layout.index(c, z, y, 0), layout.channelStride(), to, index(z, y, 0) + c);
                }
                for (; c < end; c++) {
                    one(from.data(), layout.index(c, z, y, 0), to, index(z, y, 0) + c);
                }
            }
        });
    }

    private void four(float[] from, int row, int channelStride, float[] to, int at) {
        int row1 = row + channelStride;
        int row2 = row1 + channelStride;
        int row3 = row2 + channelStride;
        int voxel = at;
        for (int first = 0; first < step; first++) {
            for (int x = first; x < size.x(); x += step) {
                to[voxel] = from[row + x];
                to[voxel + 1] = from[row1 + x];
                to[voxel + 2] = from[row2 + x];
                to[voxel + 3] = from[row3 + x];
                voxel += stride;
            }
        }
    }

    private void one(float[] from, int row, float[] to, int at) {
        int voxel = at;
        for (int first = 0; first < step; first++) {
            for (int x = first; x < size.x(); x += step) {
                to[voxel] = from[row + x];
                voxel += stride;
            }
        }
    }
}
