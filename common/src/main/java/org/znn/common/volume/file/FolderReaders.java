package org.znn.common.volume.file;

import java.io.IOException;
import java.util.Optional;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.n5.N5VolumeReader;
import org.znn.common.volume.section.SectionFolderReader;
import org.znn.common.volume.storage.Storage;
import org.znn.common.volume.zarr.ZarrVolumeReader;

/** Opens volumes that are stored as a folder. */
final class FolderReaders {

    private FolderReaders() {
    }

    /**
     * Opens a folder, or the files of a folder that match a pattern.
     *
     * @param path  path of the folder, which exists, or a pattern
     * @param array array of a Zarr or N5 container; empty if not given
     */
    static VolumeReader open(Storage storage, String path, Optional<String> array) throws IOException {
        if (ZarrVolumeReader.isZarr(storage, path)) {
            return ZarrVolumeReader.open(storage, path, array);
        }
        if (N5VolumeReader.isN5(storage, path)) {
            return N5VolumeReader.open(storage, path, array);
        }
        if (array.isPresent()) {
            throw new VolumeException(path + ": a folder of sections holds a single volume; remove ':" + array.get()
                    + "' from the path");
        }
        return SectionFolderReader.open(storage, path);
    }

    /** Whether the folder exists in which a pattern of file names is to be found. */
    static boolean existsFolderOf(Storage storage, String pattern) throws IOException {
        int slash = pattern.lastIndexOf('/');
        return slash <= 0 || SectionFolderReader.isPattern(pattern.substring(0, slash))
                || storage.isFolder(pattern.substring(0, slash));
    }
}
