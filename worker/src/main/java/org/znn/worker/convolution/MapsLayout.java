package org.znn.worker.convolution;

import org.znn.common.geometry.Vec3;

/**
 * Where the feature maps of a node lie in a flat array: planar, (channel, z, y, x), rows padded to whole vectors.
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

    /** Position of a voxel in the flat array. */
    public int index(int channel, int z, int y, int x) {
        return origin + channel * channelStride + z * planeStride + y * rowPitch + x;
    }
}
