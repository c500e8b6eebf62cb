package org.znn.common.volume;

import java.util.Optional;
import org.znn.common.geometry.Vec3;

/**
 * What a volume file says of itself.
 *
 * @param path     where it was found, as the user wrote it
 * @param channels 1 for a plain z, y, x volume
 * @param size     voxels along (z, y, x)
 * @param type     as stored
 * @param chunk    the storage chunk (z, y, x), or empty where the file is contiguous
 */
public record VolumeInfo(String path, int channels, Vec3 size, ElementType type, Optional<Vec3> chunk) {
}
