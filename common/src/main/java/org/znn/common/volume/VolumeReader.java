package org.znn.common.volume;

import java.io.Closeable;
import java.util.Optional;
import org.znn.common.geometry.Box;

/** A volume file open for reading. Reads only the parts of the file that a box needs. Not thread-safe. */
public interface VolumeReader extends Closeable {

    VolumeInfo info();

    /**
     * Reads the voxels of a box, all channels, and converts them to a precision.
     *
     * @throws IllegalArgumentException if the box is not inside the volume
     * @throws VolumeException          if the file is damaged or cannot be read
     */
    Volume read(Box box, Precision precision);

    /**
     * Reads the voxels of a box, all channels, as integers in the order {@code [channel][z][y][x]}. Preserves ids above
     * 2^24, which float32 cannot represent exactly.
     *
     * @throws IllegalArgumentException if the box is not inside the volume
     * @throws VolumeException          if the file is damaged, cannot be read, or contains fractional values
     */
    long[] readIds(Box box);

    /**
     * Returns the position of the volume within the image it was computed from; empty if the file does not state it.
     *
     * @throws VolumeException if the stored position is malformed
     */
    default Optional<Placement> placement() {
        return Optional.empty();
    }
}
