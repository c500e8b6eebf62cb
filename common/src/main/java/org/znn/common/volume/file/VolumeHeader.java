package org.znn.common.volume.file;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeInfo;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.chunked.ChunkFiles;
import org.znn.common.volume.identity.IdentifiedFiles;
import org.znn.common.volume.identity.RecordingStorage;
import org.znn.common.volume.identity.VolumeIdentity;
import org.znn.common.volume.raster.ErrorMessages;
import org.znn.common.volume.section.SectionFolderReader;
import org.znn.common.volume.storage.Storage;
import org.znn.common.volume.storage.Storages;

/**
 * The header of a volume that a job reads later, and by what that volume is recognised then.
 *
 * @param info     header of the volume
 * @param identity identity of its files
 */
public record VolumeHeader(VolumeInfo info, VolumeIdentity identity) {

    /**
     * Reads a header and identifies the files.
     *
     * @param asIds whether the volume is opened as one of ids; see {@link VolumeReaders#openIds}
     * @throws VolumeException if the file does not exist, is damaged, is not a volume, or changes meanwhile
     */
    public static VolumeHeader read(String path, boolean asIds, Storages storages) {
        AtomicReference<RecordingStorage> recorded = new AtomicReference<>();
        try (VolumeReader reader = VolumeReaders.open(path, storages, storage -> {
            recorded.set(new RecordingStorage(storage));
            return recorded.get();
        })) {
            VolumeInfo info = asIds ? ColourIdReader.wrap(reader).info() : reader.info();
            return new VolumeHeader(info, identity(reader, path, recorded.get(), storages));
        } catch (IOException e) {
            throw new VolumeException(path + ": " + ErrorMessages.describe(e), e);
        }
    }

    private static VolumeIdentity identity(VolumeReader reader, String path, RecordingStorage recorded,
            Storages storages) throws IOException {
        Storage storage = storages.of(VolumePath.parse(path).file());
        IdentifiedFiles files = new IdentifiedFiles(storage, recorded);
        if (reader instanceof SectionFolderReader sections) {
            return files.ofSections(sections.paths());
        }
        if (reader instanceof ChunkFiles.Owner owner) {
            return files.ofChunks(owner.chunkFiles().folder(), owner.chunkFiles()::spreadSample);
        }
        return files.ofFiles();
    }
}
