package org.znn.common.volume.hdf5;

import java.io.IOException;
import java.util.Optional;
import org.znn.common.geometry.Box;
import org.znn.common.volume.Placement;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.hdf5.dataset.LinkedFiles;
import org.znn.common.volume.hdf5.dataset.OpenFile;
import org.znn.common.volume.hdf5.metadata.Hdf5File;
import org.znn.common.volume.raster.AbstractVolumeReader;
import org.znn.common.volume.raster.ErrorMessages;
import org.znn.common.volume.raster.VoxelSink;
import org.znn.common.volume.storage.ByteSource;
import org.znn.common.volume.storage.Storage;

/** Reads a dataset of an HDF5 file as a volume; see {@link AxisNames} for the order of the axes. */
public final class Hdf5VolumeReader extends AbstractVolumeReader {

    private final ByteSource source;
    private final LinkedFiles files;
    private final SelectedDataset selected;

    private Hdf5VolumeReader(ByteSource source, LinkedFiles files, SelectedDataset selected) {
        super(selected.info(source.name()), source.name() + ", dataset " + selected.path());
        this.source = source;
        this.files = files;
        this.selected = selected;
    }

    /**
     * Opens a dataset. The reader takes ownership of the source; if opening fails, the source remains open.
     *
     * @param source  HDF5 file
     * @param storage file system of the files that the file refers to
     * @param path    path of the dataset, with options as {@link DatasetQuery} describes them; if empty, {@code /main},
     *                the only numeric dataset with three or more axes, or else the only one with two
     * @throws VolumeException if the file is not an HDF5 file or damaged, or the dataset is not a volume
     */
    public static Hdf5VolumeReader open(ByteSource source, Storage storage, Optional<String> path) {
        String location = source.name();
        LinkedFiles files = new LinkedFiles(storage);
        try {
            DatasetQuery query = DatasetQuery.parse(path);
            OpenFile file = new OpenFile(source.name(), Hdf5File.open(source));
            DatasetSelector.Found found = new DatasetSelector(files, file).select(query.path());
            location += ", dataset " + found.path();
            Hdf5VolumeReader reader = new Hdf5VolumeReader(source, files, SelectedDataset.open(files, found, query));
            files = null;
            return reader;
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            throw new VolumeException(location + ": " + ErrorMessages.describe(e), e);
        } finally {
            close(files);
        }
    }

    private static void close(LinkedFiles files) {
        try {
            if (files != null) {
                files.close();
            }
        } catch (IOException e) {
            // The exception that is already being thrown matters more.
        }
    }

    @Override
    protected void read(Box box, VoxelSink sink) throws IOException {
        selected.dataset().source().read(selected.region(box), sink);
    }

    /** Reads the attributes {@code offset} and {@code stride}; see {@link StoredPlacement}. */
    @Override
    public Optional<Placement> placement() {
        try {
            return StoredPlacement.of(selected.axes(), selected.attributes());
        } catch (VolumeException e) {
            throw new VolumeException(info().path() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        try (ByteSource closing = source) {
            files.close();
        }
    }
}
