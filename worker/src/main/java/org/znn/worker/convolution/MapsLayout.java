package org.znn.worker.convolution;

import org.znn.common.geometry.Vec3;

/**
 * Where the feature maps of a node lie in a flat array: planar, (channel, z, y, x). Rows are padded to whole cache
 * lines of 16 float32, so that loops over rows need no masks; sections and maps are an odd number of lines apart, so
 * that they do not compete for the same sets of a cache.
 *
 * @param channels      feature maps
 * @param size          voxels of a map (z, y, x)
 * @param rowPitch      from a row to the next
 * @param planeStride   from a z section to the next
 * @param channelStride from a map to the next
 * @param origin        index of voxel (0, 0, 0) of map 0
 * @param length        length the array must have, room for reads past the last row included
 */
public record MapsLayout(int channels, Vec3 size, int rowPitch, int planeStride, int channelStride, int origin,
        int length) {

    /** Numbers that a vector may read past the end of a row. */
    private static final int LINE = 16;
    /** Large arrays begin 16 bytes after a cache line: 12 numbers on lies the next line. */
    private static final int ORIGIN = 12;

    /**
     * The layout for maps of that size.
     *
     * @throws ArithmeticException where they do not fit one array
     */
    public static MapsLayout of(int channels, Vec3 size) {
        int pitch = Math.multiplyExact((size.x() + LINE - 1) / LINE, LINE);
        int plane = oddLines((long) size.y() * pitch);
        int channel = oddLines((long) size.z() * plane);
        int length = Math.addExact(Math.multiplyExact(channels, channel), ORIGIN + 2 * LINE);
        return new MapsLayout(channels, size, pitch, plane, channel, ORIGIN, length);
    }

    private static int oddLines(long numbers) {
        long lines = (numbers + LINE - 1) / LINE;
        return Math.toIntExact((lines | 1) * LINE);
    }

    /** Position of a voxel in the flat array. */
    public int index(int channel, int z, int y, int x) {
        return origin + channel * channelStride + z * planeStride + y * rowPitch + x;
    }
}
