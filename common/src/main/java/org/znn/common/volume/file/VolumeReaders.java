package org.znn.common.volume.file;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.hdf5.Hdf5VolumeReader;
import org.znn.common.volume.mrc.MrcVolumeReader;
import org.znn.common.volume.nifti.NiftiVolumeReader;
import org.znn.common.volume.nrrd.NrrdVolumeReader;
import org.znn.common.volume.numpy.NpyVolumeReader;
import org.znn.common.volume.png.PngVolumeReader;
import org.znn.common.volume.raster.ErrorMessages;
import org.znn.common.volume.raw.RawVolumeReader;
import org.znn.common.volume.section.SectionFolderReader;
import org.znn.common.volume.storage.ByteSource;
import org.znn.common.volume.storage.CloseOnFailure;
import org.znn.common.volume.storage.Storage;
import org.znn.common.volume.storage.Storages;
import org.znn.common.volume.tiff.TiffVolumeReader;

/**
 * Opens volumes of any supported format, which is detected from the first bytes of a file and the contents of a folder.
 * A path is a file, a folder, a pattern of the names of sections such as {@code sections/z*.png}, or {@code X} for a
 * pair of the files {@code X.size} and {@code X.image}; {@code :/NAME} after a file or folder chooses one of several
 * volumes in it. It may be local or a URI of a Hadoop file system.
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
        return open(path, storages, storage -> storage);
    }

    /**
     * Same as {@link #open(String, Storages)} through another view of the file system.
     *
     * @param view returns the view that observes or checks which files are opened
     */
    static VolumeReader open(String path, Storages storages, UnaryOperator<Storage> view) {
        VolumePath parsed = VolumePath.parse(path);
        try {
            return open(parsed, view.apply(storages.of(parsed.file())), storages);
        } catch (IOException | InvalidPathException e) {
            throw new VolumeException(parsed.file() + ": " + ErrorMessages.describe(e), e);
        }
    }

    /** Whether a path, without dataset, is a file in HDF5, which may also hold a network. */
    public static boolean isHdf5(String file, Storages storages) throws IOException {
        Storage storage = storages.of(file);
        if (!storage.exists(file) || storage.isFolder(file)) {
            return false;
        }
        return format(storage, file) == FileFormat.HDF5;
    }

    private static FileFormat format(Storage storage, String file) throws IOException {
        try (ByteSource source = storage.open(file)) {
            return FileFormat.of(source);
        }
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

    private static VolumeReader open(VolumePath path, Storage storage, Storages storages) throws IOException {
        Optional<String> voxels = RawVolumeReader.findVoxelFile(storage, path.file());
        if (voxels.isPresent()) {
            requireNoDataset(path, "ZNN's raw format");
            return RawVolumeReader.open(storage, voxels.get());
        }
        if (storage.isFolder(path.file())) {
            return FolderReaders.open(storage, path.file(), path.dataset());
        }
        if (!storage.exists(path.file())) {
            if (SectionFolderReader.isPattern(path.file()) && FolderReaders.existsFolderOf(storage, path.file())
                    && MissingVolume.withSlash(path.file(), storages).isEmpty()) {
                return FolderReaders.open(storage, path.file(), path.dataset());
            }
            throw MissingVolume.describe(path.file(), storages);
        }
        return CloseOnFailure.open(storage.open(path.file()), source -> open(source, path, storage));
    }

    private static VolumeReader open(ByteSource source, VolumePath path, Storage storage) throws IOException {
        FileFormat format = FileFormat.of(source);
        if (!format.hasDatasets() && format != FileFormat.OTHER) {
            requireNoDataset(path, format.title());
        }
        return switch (format) {
            case HDF5 -> Hdf5VolumeReader.open(source, storage, path.dataset());
            case TIFF -> TiffVolumeReader.open(source, path.dataset());
            case PNG -> PngVolumeReader.open(source);
            case NUMPY -> NpyVolumeReader.open(source);
            case NIFTI -> NiftiVolumeReader.open(source, storage);
            case NRRD -> NrrdVolumeReader.open(source, storage);
            case MRC -> MrcVolumeReader.open(source);
            case OTHER -> openUnknown(source, storage);
        };
    }

    private static void requireNoDataset(VolumePath path, String format) {
        path.dataset().ifPresent(dataset -> {
            throw new VolumeException(path.file() + ": a file in " + format + " holds a single volume; remove ':"
                    + dataset + "' from the path");
        });
    }

    /** Opens the header of a NIfTI pair whose voxels are given; refuses any other file. */
    private static VolumeReader openUnknown(ByteSource source, Storage storage) throws IOException {
        Optional<String> headerPath = NiftiVolumeReader.headerFile(source.name(), storage);
        if (headerPath.isEmpty() || format(storage, headerPath.get()) != FileFormat.NIFTI) {
            throw UnsupportedFormat.describe(source);
        }
        source.close();
        return CloseOnFailure.open(storage.open(headerPath.get()), header -> NiftiVolumeReader.open(header, storage));
    }
}
