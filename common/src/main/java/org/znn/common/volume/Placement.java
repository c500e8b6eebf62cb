package org.znn.common.volume;

import org.znn.common.geometry.Vec3;

/**
 * Where a network's output lies on the image it was computed from.
 *
 * @param offset position of its first voxel in the image (z, y, x)
 * @param stride image voxels between neighbouring voxels (z, y, x)
 */
public record Placement(Vec3 offset, Vec3 stride) {
}
