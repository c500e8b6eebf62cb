package org.znn.common.volume;

import org.znn.common.geometry.Vec3;

/**
 * A volume file and its expected contents.
 *
 * @param path     path for {@link org.znn.common.volume.file.VolumeReaders}
 * @param type     element type
 * @param channels number of channels
 * @param size     voxels along (z, y, x)
 * @param values   expected value of each voxel
 */
public record VolumeCase(String path, ElementType type, int channels, Vec3 size, Values values) {

    /** The expected values as a function of position. */
    @FunctionalInterface
    public interface Values {
        double at(int c, int z, int y, int x);
    }

    /** Creates a case that holds {@link SampleValues}. */
    public static VolumeCase sample(String path, ElementType type, int channels) {
        return new VolumeCase(path, type, channels, SampleValues.SIZE,
                (c, z, y, x) -> SampleValues.value(type, c, z, y, x));
    }

    /** Returns the name of the file without its folder, and the dataset. */
    @Override
    public String toString() {
        String file = path.replaceFirst(":/.*", "");
        return path.substring(file.lastIndexOf('/') + 1);
    }
}
