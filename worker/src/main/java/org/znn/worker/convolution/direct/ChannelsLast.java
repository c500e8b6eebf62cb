package org.znn.worker.convolution.direct;

import org.znn.common.geometry.IntMath;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.FeatureMapLayout;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.simd.CacheLine;

/**
 * Channels-last layout {@code [z][y][x][channel]}, in which a vector holds neighbouring channels of one voxel. Voxels
 * along x are stored in {@link DilatedRowOrder}: with the kernel's dilation as its step, the voxels that a kernel row
 * reads are adjacent, so that a vector may extend from the channels of one voxel into those of the next.
 *
 * @param size        voxels (z, y, x)
 * @param xStep       step of the order along x
 * @param voxelStride elements from one voxel to the next, at least the number of channels; elements in between are
 *                    undefined
 * @param lanes       lanes of a vector, which may read past the last voxel
 */
record ChannelsLast(Vec3 size, int xStep, int voxelStride, int lanes) {

    /** Returns the layout in which every voxel starts a new vector. */
    static ChannelsLast vectorAligned(int channels, Vec3 size, int lanes) {
        return new ChannelsLast(size, 1, IntMath.roundUp(channels, lanes), lanes);
    }

    /** Returns the layout without gaps, in which voxels {@code xStep} apart along x are adjacent. */
    static ChannelsLast dense(int channels, Vec3 size, int xStep, int lanes) {
        return new ChannelsLast(size, xStep, channels, lanes);
    }

    /** Returns the length of the array in elements. */
    int length() {
        return Math.toIntExact(Math.addExact(Math.multiplyExact(size.product(), (long) voxelStride), (long) lanes));
    }

    /** Returns the index of channel 0 of a voxel. */
    int index(int z, int y, int x) {
        return ((z * size.y() + y) * size.x() + new DilatedRowOrder(size.x(), xStep).positionOf(x)) * voxelStride;
    }

    /** Copies planar maps into this layout. */
    void copy(FeatureMaps<float[]> from, float[] to, ForkJoinTeam team) {
        FeatureMapLayout layout = from.layout();
        team.parallelFor(size.z() * size.y(), row -> {
            int z = row / size.y();
            int y = row % size.y();
            for (int channel = 0; channel < layout.channels(); channel += CacheLine.FLOATS) {
                int end = Math.min(layout.channels(), channel + CacheLine.FLOATS);
                int c = channel;
                for (; c + 3 < end; c += 4) {
                    copyFourChannels(from.data(), layout.index(c, z, y, 0), layout.channelStride(), to,
                            index(z, y, 0) + c);
                }
                for (; c < end; c++) {
                    copyChannel(from.data(), layout.index(c, z, y, 0), to, index(z, y, 0) + c);
                }
            }
        });
    }

    private void copyFourChannels(float[] from, int row, int channelStride, float[] to, int toOffset) {
        int row1 = row + channelStride;
        int row2 = row1 + channelStride;
        int row3 = row2 + channelStride;
        int voxel = toOffset;
        for (int first = 0; first < xStep; first++) {
            for (int x = first; x < size.x(); x += xStep) {
                to[voxel] = from[row + x];
                to[voxel + 1] = from[row1 + x];
                to[voxel + 2] = from[row2 + x];
                to[voxel + 3] = from[row3 + x];
                voxel += voxelStride;
            }
        }
    }

    private void copyChannel(float[] from, int row, float[] to, int toOffset) {
        int voxel = toOffset;
        for (int first = 0; first < xStep; first++) {
            for (int x = first; x < size.x(); x += xStep) {
                to[voxel] = from[row + x];
                voxel += voxelStride;
            }
        }
    }
}
