package org.znn.common.volume;

import java.util.Optional;
import org.znn.common.geometry.Vec3;

/**
 * The metadata of a volume file.
 *
 * @param path     path of the file, as the user wrote it
 * @param channels number of channels; 1 for a volume with the axes (z, y, x)
 * @param size     voxels along (z, y, x)
 * @param type     element type in the file
 * @param chunk    size of a storage chunk along (z, y, x); empty if the file is not chunked
 */
public record VolumeInfo(String path, int channels, Vec3 size, ElementType type, Optional<Vec3> chunk) {
}
