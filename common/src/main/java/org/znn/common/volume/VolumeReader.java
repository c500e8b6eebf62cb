package org.znn.common.volume;

import java.io.Closeable;
import org.znn.common.geometry.Box;

/** A volume file open for reading; only the bytes that a box needs are read. Not for use by several threads at once. */
public interface VolumeReader extends Closeable {

    VolumeInfo info();

    /**
     * The voxels of one box, all channels, converted to the precision asked for.
     *
     * @param box inside the volume
     * @throws VolumeException where the file is damaged or cannot be read
     */
    Volume read(Box box, Precision precision);
}
