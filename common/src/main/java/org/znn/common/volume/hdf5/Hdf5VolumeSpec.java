package org.znn.common.volume.hdf5;

import org.znn.common.geometry.Vec3;
import org.znn.common.volume.ElementType;

/**
 * The dataset {@code /main} of a file to be written.
 *
 * @param channels    of the volume
 * @param size        voxels (z, y, x)
 * @param chunk       voxels of a storage chunk (z, y, x); a chunk has one channel
 * @param type        of the stored numbers
 * @param level       of compression, 1 (fast) to 9 (small) after shuffling, or 0 for neither
 * @param channelAxis whether the dataset is (channel, z, y, x) or, with one channel, (z, y, x)
 * @param attributes  of the dataset
 */
public record Hdf5VolumeSpec(int channels, Vec3 size, Vec3 chunk, ElementType type, int level, boolean channelAxis,
        Hdf5Attributes attributes) {

    public Hdf5VolumeSpec {
        if (channels < 1 || !size.isPositive() || !chunk.isPositive() || !channelAxis && channels > 1) {
            throw new IllegalArgumentException("cannot store " + channels + " channels of " + size
                    + " voxels in chunks of " + chunk);
        }
        if (level < 0 || level > 9) {
            throw new IllegalArgumentException("the compression level " + level + " is not 0 to 9");
        }
        if ((double) chunk.z() * chunk.y() * chunk.x() * type.bytes() > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a chunk of " + chunk + " voxels is larger than 2 GiB");
        }
    }

    /** Network output: (channel, z, y, x). */
    public static Hdf5VolumeSpec ofChannels(int channels, Vec3 size, Vec3 chunk, ElementType type, int level) {
        return new Hdf5VolumeSpec(channels, size, chunk, type, level, true, new Hdf5Attributes());
    }

    /** An image or labels: (z, y, x). */
    public static Hdf5VolumeSpec plain(Vec3 size, Vec3 chunk, ElementType type, int level) {
        return new Hdf5VolumeSpec(1, size, chunk, type, level, false, new Hdf5Attributes());
    }

    /** The same with attributes. */
    public Hdf5VolumeSpec with(Hdf5Attributes notes) {
        return new Hdf5VolumeSpec(channels, size, chunk, type, level, channelAxis, notes);
    }

    /** Chunks along (z, y, x). */
    public Vec3 grid() {
        return size.ceilDiv(chunk);
    }

    /** Compresses the chunks of this dataset. */
    public ChunkCodec codec() {
        return new ChunkCodec(type, level);
    }

    /** Chunks in the file; throws {@link IllegalArgumentException} above 2^31 - 9, which one index cannot hold. */
    int chunks() {
        double count = (double) channels * grid().z() * grid().y() * grid().x();
        if (count > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a volume of " + channels + " x " + size + " voxels has " + (long) count
                    + " chunks of " + chunk + "; at most 2^31 - 9 are possible, choose larger ones");
        }
        return (int) count;
    }

    /** The number of a chunk in the order of the file's index: channel, z, y, x. */
    int number(int channel, Vec3 position) {
        Vec3 grid = grid();
        if (channel < 0 || channel >= channels || !position.allAtLeast(Vec3.ZERO)
                || !grid.minus(1).allAtLeast(position)) {
            throw new IllegalArgumentException("there is no chunk " + position + " of channel " + channel + " among "
                    + grid + " chunks of " + channels + " channels");
        }
        return ((channel * grid.z() + position.z()) * grid.y() + position.y()) * grid.x() + position.x();
    }

    /** Channel and position on the grid of chunks of a number: the inverse of {@link #number}. */
    int[] place(int number) {
        Vec3 grid = grid();
        int row = number / grid.x();
        int plane = row / grid.y();
        return new int[] {plane / grid.z(), plane % grid.z(), row % grid.y(), number % grid.x()};
    }

    /** Axes of the dataset. */
    int rank() {
        return channelAxis ? 4 : 3;
    }
}
