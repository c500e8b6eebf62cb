package org.znn.worker.convolution;

import org.znn.common.geometry.Vec3;
import org.znn.worker.simd.CacheLine;

/**
 * Layout of a node's feature maps in a flat array: {@code [channel][z][y][x]}. Rows are padded to whole cache lines of
 * 16 float32 elements, so that loops over rows need no masks; sections and maps are an odd number of cache lines apart,
 * so that they do not compete for the same cache sets.
 *
 * @param channels      number of feature maps
 * @param size          voxels of a map (z, y, x)
 * @param rowPitch      elements from one row to the next
 * @param planeStride   elements from one z section to the next
 * @param channelStride elements from one map to the next
 * @param origin        index of voxel (0, 0, 0) of map 0
 * @param length        minimum length of the array, including elements that vectors may read past the last row
 */
public record FeatureMapLayout(int channels, Vec3 size, int rowPitch, int planeStride, int channelStride, int origin,
        int length) {

    /**
     * Returns the layout for maps of a size (z, y, x).
     *
     * @throws ArithmeticException if the maps do not fit one array
     */
    public static FeatureMapLayout of(int channels, Vec3 size) {
        int pitch = CacheLine.roundUp(size.x());
        int plane = CacheLine.roundUpToOdd((long) size.y() * pitch);
        int channel = CacheLine.roundUpToOdd((long) size.z() * plane);
        int length = Math.addExact(Math.multiplyExact(channels, channel),
                CacheLine.ARRAY_ORIGIN + 2 * CacheLine.FLOATS);
        return new FeatureMapLayout(channels, size, pitch, plane, channel, CacheLine.ARRAY_ORIGIN, length);
    }

    /** Returns the index of a voxel in the array. */
    public int index(int channel, int z, int y, int x) {
        return origin + channel * channelStride + z * planeStride + y * rowPitch + x;
    }
}
