package org.znn.common.volume.chunked;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;
import org.znn.common.volume.storage.ByteSource;
import org.znn.common.volume.storage.Storage;

/** Opens files of chunks, which may be missing. */
public final class ChunkFile {

    private ChunkFile() {
    }

    /**
     * Opens a file.
     *
     * @return empty if the file does not exist
     * @throws IOException if the path is a folder, or the file cannot be opened
     */
    public static Optional<ByteSource> open(Storage storage, String path) throws IOException {
        try {
            return Optional.of(storage.open(path));
        } catch (FileNotFoundException e) {
            if (storage.isFolder(path)) {
                throw new IOException("a folder stands where the chunk should be: the metadata does not match the"
                        + " chunks", e);
            }
            return Optional.empty();
        }
    }

    /**
     * Reads a whole file.
     *
     * @return empty if the file does not exist
     * @throws IOException if the file is larger than a chunk may be, or cannot be read
     */
    public static Optional<byte[]> read(Storage storage, String path) throws IOException {
        Optional<ByteSource> found = open(storage, path);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (ByteSource file = found.get()) {
            if (file.length() > ChunkSize.max()) {
                throw new IOException("the file has " + file.length() + " bytes, more than the heap allows");
            }
            return Optional.of(file.read(0, (int) file.length(), ByteOrder.BIG_ENDIAN).array());
        }
    }
}
