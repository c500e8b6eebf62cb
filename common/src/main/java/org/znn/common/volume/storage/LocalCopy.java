package org.znn.common.volume.storage;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file on a local disk for libraries that read local files only; a file of another file system is copied to it. */
public final class LocalCopy implements Closeable {

    private final Path file;
    private final boolean temporary;

    private LocalCopy(Path file, boolean temporary) {
        this.file = file;
        this.temporary = temporary;
    }

    /**
     * Returns a local file itself; copies any other file to the folder of temporary files, block by block.
     *
     * @throws java.io.FileNotFoundException if a file to copy does not exist or is a folder
     */
    public static LocalCopy of(Storage storage, String path) throws IOException {
        if (!Storages.isRemote(path)) {
            return new LocalCopy(Path.of(path), false);
        }
        return CloseOnFailure.open(new LocalCopy(TemporaryFile.create(".copy"), true), copy -> {
            try (ByteSource source = storage.open(path); OutputStream out = Files.newOutputStream(copy.file)) {
                source.copyTo(out);
            }
            return copy;
        });
    }

    /** Returns the path of the local file. */
    public Path file() {
        return file;
    }

    /** Deletes the file if it was copied. */
    @Override
    public void close() throws IOException {
        if (temporary) {
            Files.deleteIfExists(file);
        }
    }
}
