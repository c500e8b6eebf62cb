package org.znn.common.volume.file;

import java.io.IOException;
import java.util.Optional;
import org.znn.common.problem.Suggestion;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.hdf5.Hdf5VolumeReader;
import org.znn.common.volume.raster.Reason;
import org.znn.common.volume.raw.RawPair;
import org.znn.common.volume.storage.ByteSource;
import org.znn.common.volume.storage.Storage;
import org.znn.common.volume.storage.Storages;
import org.znn.common.volume.tiff.TiffVolumeReader;

/**
 * Opens volume files. A path is {@code volume.h5}, {@code volume.h5:/dataset}, {@code stack.tif} or the {@code X} of an
 * old pair {@code X.size} and {@code X.image}; local, or a URI of a Hadoop file system. What a file is, its first bytes
 * tell.
 */
public final class VolumeReaders {

    private VolumeReaders() {
    }

    /** {@link #open(String, Storages)} with Hadoop's own settings. */
    public static VolumeReader open(String path) {
        return open(path, Storages.standard());
    }

    /**
     * Opens an image: every stored channel is one.
     *
     * @throws VolumeException where there is no such file, or it is damaged or no volume
     */
    public static VolumeReader open(String path, Storages storages) {
        VolumePath parsed = VolumePath.parse(path);
        try {
            return open(parsed, storages.of(parsed.file()));
        } catch (IOException e) {
            throw new VolumeException(parsed.file() + ": " + Reason.of(e), e);
        }
    }

    /**
     * The stored file that holds the voxels of the volume a path names: without the dataset, and of a pair the one with
     * the voxels.
     */
    public static String voxelFile(String path, Storages storages) throws IOException {
        String file = VolumePath.parse(path).file();
        Storage storage = storages.of(file);
        return storage.exists(file) ? file : RawPair.voxels(storage, file).orElse(file);
    }

    /**
     * Opens a volume of segment ids: as {@link #open(String, Storages)}, but uint8 colours are one channel of ids.
     *
     * @see ColourIds
     */
    public static VolumeReader openIds(String path, Storages storages) {
        return ColourIds.over(open(path, storages));
    }

    private static VolumeReader open(VolumePath path, Storage storage) throws IOException {
        if (!storage.exists(path.file()) || RawPair.voxels(storage, path.file()).isPresent()) {
            Optional<String> voxels = RawPair.voxels(storage, path.file());
            return RawPair.open(storage, voxels.orElseThrow(() -> missing(storage, path.file())));
        }
        ByteSource source = storage.open(path.file());
        try {
            VolumeReader reader = switch (FileKind.of(source)) {
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
        return new VolumeException(source.name() + ": " + (source.length() == 0 ? "it is empty"
                : "it is neither HDF5 nor TIFF (it begins with the bytes " + FileKind.firstBytes(source) + ")"));
    }

    private static VolumeException missing(Storage storage, String path) {
        int name = path.lastIndexOf('/') + 1;
        String nearest = "";
        try {
            nearest = Suggestion.nearest(path.substring(name), storage.list(path.substring(0, name)))
                    .map(found -> "; did you mean " + path.substring(0, name) + found + "?").orElse("");
        } catch (IOException e) {
            // The folder cannot be listed: then there is nothing to suggest.
        }
        return new VolumeException(path + ": there is no such file" + nearest);
    }
}
