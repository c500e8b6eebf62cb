package org.znn.worker.convolution.direct;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.parallel.ThreadTeam;

/**
 * Maps turned round: (z, y, x, channel), so that a vector holds the same voxel of neighbouring channels.
 *
 * @param size   voxels (z, y, x)
 * @param stride from a voxel to the next: the channels, filled up to whole vectors. What lies in there is undefined.
 */
record ChannelsLast(Vec3 size, int stride) {

    /** Channels turned round together: a cache line of the copy. */
    private static final int LINE = 16;

    static ChannelsLast of(int channels, Vec3 size, int lanes) {
        return new ChannelsLast(size, (channels + lanes - 1) / lanes * lanes);
    }

    /** Length of the copy. */
    int length() {
        return Math.toIntExact(Math.multiplyExact(size.product(), stride));
    }

    /** Index of a voxel's channel 0. */
    int index(int z, int y, int x) {
        return ((z * size.y() + y) * size.x() + x) * stride;
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
        for (int x = 0; x < size.x(); x++) {
            int voxel = at + x * stride;
            to[voxel] = from[row + x];
            to[voxel + 1] = from[row1 + x];
            to[voxel + 2] = from[row2 + x];
            to[voxel + 3] = from[row3 + x];
        }
    }

    private void one(float[] from, int row, float[] to, int at) {
        for (int x = 0; x < size.x(); x++) {
            to[at + x * stride] = from[row + x];
        }
    }
}
