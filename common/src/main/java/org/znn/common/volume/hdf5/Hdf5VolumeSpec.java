package org.znn.common.volume.hdf5;

import org.znn.common.geometry.Vec3;
import org.znn.common.volume.ElementType;

/**
 * Specifies the dataset {@code /main} of a file to be written.
 *
 * @param channels         number of channels
 * @param size             voxels along (z, y, x)
 * @param chunk            voxels of a storage chunk along (z, y, x); a chunk has one channel
 * @param type             element type
 * @param compressionLevel deflate level after shuffling, 1 (fast) to 9 (small); 0 to store chunks uncompressed
 * @param hasChannelAxis   whether the dataset has the axes (channel, z, y, x) or, with a single channel, (z, y, x)
 * @param attributes       attributes of the dataset
 */
public record Hdf5VolumeSpec(int channels, Vec3 size, Vec3 chunk, ElementType type, int compressionLevel,
        boolean hasChannelAxis, Hdf5Attributes attributes) {

    public Hdf5VolumeSpec {
        if (channels < 1 || !size.isPositive() || !chunk.isPositive() || !hasChannelAxis && channels > 1) {
            throw new IllegalArgumentException("cannot store " + channels + " channels of " + size
                    + " voxels in chunks of " + chunk);
        }
        if (compressionLevel < 0 || compressionLevel > 9) {
            throw new IllegalArgumentException("the compression level " + compressionLevel + " is not 0 to 9");
        }
        if ((double) chunk.z() * chunk.y() * chunk.x() * type.bytes() > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a chunk of " + chunk + " voxels is larger than 2 GiB");
        }
    }

    /** Specifies a network output with the axes (channel, z, y, x). */
    public static Hdf5VolumeSpec ofChannels(int channels, Vec3 size, Vec3 chunk, ElementType type, int level) {
        return new Hdf5VolumeSpec(channels, size, chunk, type, level, true, new Hdf5Attributes());
    }

    /** Specifies an image or label with the axes (z, y, x). */
    public static Hdf5VolumeSpec plain(Vec3 size, Vec3 chunk, ElementType type, int level) {
        return new Hdf5VolumeSpec(1, size, chunk, type, level, false, new Hdf5Attributes());
    }

    /** Returns a copy with other attributes. */
    public Hdf5VolumeSpec withAttributes(Hdf5Attributes others) {
        return new Hdf5VolumeSpec(channels, size, chunk, type, compressionLevel, hasChannelAxis, others);
    }

    /** Returns the number of chunks along (z, y, x). */
    public Vec3 chunkGrid() {
        return size.ceilDiv(chunk);
    }

    /** Returns the encoder of the chunks. */
    public ChunkEncoder encoder() {
        return new ChunkEncoder(type, compressionLevel);
    }

    /**
     * Returns the number of chunks.
     *
     * @throws IllegalArgumentException if there are more than 2^31 − 9 chunks, the most that an index can hold
     */
    int chunkCount() {
        double count = (double) channels * chunkGrid().z() * chunkGrid().y() * chunkGrid().x();
        if (count > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a volume of " + channels + " x " + size + " voxels has " + (long) count
                    + " chunks of " + chunk + "; at most 2^31 - 9 are supported, choose larger chunks");
        }
        return (int) count;
    }

    /** Returns the number of a chunk in the order of the file's index: channel, z, y, x. */
    int chunkNumber(int channel, Vec3 position) {
        Vec3 grid = chunkGrid();
        if (channel < 0 || channel >= channels || !position.allAtLeast(Vec3.ZERO)
                || !grid.minus(1).allAtLeast(position)) {
            throw new IllegalArgumentException("chunk " + position + " of channel " + channel + " is outside the grid"
                    + " of " + grid + " chunks and " + channels + " channels");
        }
        return ((channel * grid.z() + position.z()) * grid.y() + position.y()) * grid.x() + position.x();
    }

    /** Returns the channel and the grid position (z, y, x) of a chunk number: the inverse of {@link #chunkNumber}. */
    int[] chunkCoordinates(int number) {
        Vec3 grid = chunkGrid();
        int row = number / grid.x();
        int plane = row / grid.y();
        return new int[] {plane / grid.z(), plane % grid.z(), row % grid.y(), number % grid.x()};
    }

    /** Returns the number of axes of the dataset. */
    int rank() {
        return hasChannelAxis ? 4 : 3;
    }
}
