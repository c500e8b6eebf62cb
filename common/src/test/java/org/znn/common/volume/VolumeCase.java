package org.znn.common.volume;

import org.znn.common.geometry.Vec3;

/**
 * A volume file and what is in it.
 *
 * @param path     as {@link org.znn.common.volume.file.VolumeReaders} takes it
 * @param type     of its numbers
 * @param channels of it
 * @param size     of it
 * @param values   what it holds
 */
public record VolumeCase(String path, ElementType type, int channels, Vec3 size, Values values) {

    /** The number at one place. */
    @FunctionalInterface
    public interface Values {
        double at(int c, int z, int y, int x);
    }

    /** A sample that holds {@link SampleValues}. */
    public static VolumeCase sample(String path, ElementType type, int channels) {
        return new VolumeCase(path, type, channels, SampleValues.SIZE,
                (c, z, y, x) -> SampleValues.number(type, c, z, y, x));
    }

    /** The name of the file without its folder, and the dataset. */
    @Override
    public String toString() {
        String file = path.replaceFirst(":/.*", "");
        return path.substring(file.lastIndexOf('/') + 1);
    }
}
