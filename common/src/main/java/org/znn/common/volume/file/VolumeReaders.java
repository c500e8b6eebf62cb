package org.znn.common.volume.file;

import java.io.IOException;
import java.util.Optional;
import org.znn.common.diagnostic.Suggestion;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.hdf5.Hdf5VolumeReader;
import org.znn.common.volume.raster.ErrorMessages;
import org.znn.common.volume.raw.RawVolumeReader;
import org.znn.common.volume.storage.ByteSource;
import org.znn.common.volume.storage.Storage;
import org.znn.common.volume.storage.Storages;
import org.znn.common.volume.tiff.TiffVolumeReader;

/**
 * Opens volume files of any supported format, which is detected from the first bytes of the file. A path is
 * {@code volume.h5}, {@code volume.h5:/dataset}, {@code stack.tif}, or {@code X} for a pair of the files {@code X.size}
 * and {@code X.image}; it may be local or a URI of a Hadoop file system.
 */
public final class VolumeReaders {

    private VolumeReaders() {
    }

    /** Opens an image with Hadoop's default settings; see {@link #open(String, Storages)}. */
    public static VolumeReader open(String path) {
        return open(path, Storages.standard());
    }

    /**
     * Opens an image with all of its stored channels.
     *
     * @throws VolumeException if the file does not exist, is damaged or is not a volume
     */
    public static VolumeReader open(String path, Storages storages) {
        VolumePath parsed = VolumePath.parse(path);
        try {
            return open(parsed, storages.of(parsed.file()));
        } catch (IOException e) {
            throw new VolumeException(parsed.file() + ": " + ErrorMessages.describe(e), e);
        }
    }

    /**
     * Returns the file that holds the voxels of a volume: the path without its dataset, or the voxel file of a
     * {@code .size} pair.
     */
    public static String voxelFile(String path, Storages storages) throws IOException {
        String file = VolumePath.parse(path).file();
        Storage storage = storages.of(file);
        return storage.exists(file) ? file : RawVolumeReader.findVoxelFile(storage, file).orElse(file);
    }

    /**
     * Opens a volume of segment ids: like {@link #open(String, Storages)}, but reads uint8 colours as one channel of
     * ids.
     *
     * @see ColourIdReader
     */
    public static VolumeReader openIds(String path, Storages storages) {
        return ColourIdReader.wrap(open(path, storages));
    }

    private static VolumeReader open(VolumePath path, Storage storage) throws IOException {
        if (!storage.exists(path.file()) || RawVolumeReader.findVoxelFile(storage, path.file()).isPresent()) {
            Optional<String> voxels = RawVolumeReader.findVoxelFile(storage, path.file());
            return RawVolumeReader.open(storage, voxels.orElseThrow(() -> missing(storage, path.file())));
        }
        ByteSource source = storage.open(path.file());
        try {
            VolumeReader reader = switch (FileFormat.of(source)) {
                case HDF5 -> Hdf5VolumeReader.open(source, path.dataset());
                case TIFF -> TiffVolumeReader.open(source);
                case OTHER -> throw unknown(source);
            };
            source = null;
            return reader;
        } finally {
            if (source != null) {
                source.close();
            }
        }
    }

    private static VolumeException unknown(ByteSource source) throws IOException {
        return new VolumeException(source.name() + ": " + (source.length() == 0 ? "the file is empty"
                : "the file is neither HDF5 nor TIFF (its first bytes are " + FileFormat.firstBytes(source) + ")"));
    }

    private static VolumeException missing(Storage storage, String path) {
        int name = path.lastIndexOf('/') + 1;
        String nearest = "";
        try {
            nearest = Suggestion.nearest(path.substring(name), storage.list(path.substring(0, name)))
                    .map(found -> "; did you mean " + path.substring(0, name) + found + "?").orElse("");
        } catch (IOException e) {
            // Without a listing of the folder there is no suggestion.
        }
        return new VolumeException(path + ": there is no such file" + nearest);
    }
}
