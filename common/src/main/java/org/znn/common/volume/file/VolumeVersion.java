package org.znn.common.volume.file;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.znn.common.volume.nifti.NiftiVolumeReader;
import org.znn.common.volume.nrrd.NrrdVolumeReader;
import org.znn.common.volume.raw.RawVolumeReader;
import org.znn.common.volume.section.SectionFolderReader;
import org.znn.common.volume.storage.ByteSource;
import org.znn.common.volume.storage.Storage;
import org.znn.common.volume.storage.Storages;

/** Size and time of the files of a volume, from which a job recognises that its image has changed. */
public final class VolumeVersion {

    private VolumeVersion() {
    }

    /**
     * Describes the files that hold a volume: those of all sections, both of a pair, and of Zarr and N5 those at the
     * top of the folder, since a container may have millions.
     *
     * @param path path of the volume, with or without a dataset
     * @return such as {@code 1024 bytes, changed at 2026-01-31T12:00:00Z}
     */
    public static String describe(String path, Storages storages) throws IOException {
        String file = VolumePath.parse(path).file();
        Storage storage = storages.of(file);
        long bytes = 0;
        long changed = Long.MIN_VALUE;
        for (String part : files(storage, file)) {
            bytes += storage.length(part);
            changed = Math.max(changed, storage.lastModified(part));
        }
        return bytes + " bytes, changed at " + Instant.ofEpochMilli(changed);
    }

    private static List<String> files(Storage storage, String path) throws IOException {
        Optional<String> raw = RawVolumeReader.findVoxelFile(storage, path);
        if (raw.isPresent()) {
            return List.of(raw.get());
        }
        if (storage.isFolder(path)) {
            return FolderReaders.files(storage, path);
        }
        if (!storage.exists(path)) {
            return SectionFolderReader.files(storage, path);
        }
        List<String> files = new ArrayList<>(List.of(path));
        try (ByteSource source = storage.open(path)) {
            switch (FileFormat.of(source)) {
                case NIFTI -> NiftiVolumeReader.voxelFile(source, storage).ifPresent(files::add);
                case NRRD -> NrrdVolumeReader.voxelFile(source).ifPresent(files::add);
                default -> { }
            }
        }
        return files;
    }
}
