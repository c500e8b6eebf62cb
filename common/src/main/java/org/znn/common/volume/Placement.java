package org.znn.common.volume;

import org.znn.common.geometry.Vec3;

/**
 * The position of a network's output within the image it was computed from.
 *
 * @param offset image voxel (z, y, x) of the first output voxel
 * @param stride image voxels between neighbouring output voxels, along (z, y, x)
 */
public record Placement(Vec3 offset, Vec3 stride) {
}
