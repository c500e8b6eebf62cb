package org.znn.common.volume;

import java.io.Closeable;
import java.util.Optional;
import org.znn.common.geometry.Box;

/** A volume file open for reading; only the bytes that a box needs are read. Not for use by several threads at once. */
public interface VolumeReader extends Closeable {

    VolumeInfo info();

    /**
     * The voxels of one box, all channels, converted to the precision asked for.
     *
     * @param box inside the volume, else {@link IllegalArgumentException}
     * @throws VolumeException where the file is damaged or cannot be read
     */
    Volume read(Box box, Precision precision);

    /**
     * The voxels of one box, all channels, as whole numbers in the order (channel, z, y, x); ids above 2^24, which
     * float32 cannot tell apart, stay what they are.
     *
     * @param box inside the volume, else {@link IllegalArgumentException}
     * @throws VolumeException where the file is damaged, cannot be read, or holds anything but whole numbers
     */
    long[] readIds(Box box);

    /**
     * Where the volume lies on the image it was computed from; empty where the file does not tell.
     *
     * @throws VolumeException where what it tells makes no sense
     */
    default Optional<Placement> placement() {
        return Optional.empty();
    }
}
