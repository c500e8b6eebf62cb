package org.znn.common.volume.hdf5.dataset;

import org.znn.common.volume.hdf5.metadata.Hdf5File;

/**
 * An open HDF5 file.
 *
 * @param name path of the file
 * @param file structures of the file
 */
public record OpenFile(String name, Hdf5File file) {

    /** Returns the folder of the file, with a slash at its end unless it is empty. */
    String folder() {
        return name.substring(0, Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }
}
