package org.znn.common.volume.storage;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;

/**
 * A file that is written under a temporary name and renamed when it is committed. Closing it without a commit removes
 * it, so a file under its final name is always complete.
 */
public final class PendingFile implements Closeable {

    private static final String SUFFIX = ".pending";

    private final Storage storage;
    private final String target;
    private final String temporary;
    private final OutputStream stream;
    private boolean committed;

    private PendingFile(Storage storage, String target) throws IOException {
        this.storage = storage;
        this.target = target;
        int name = nameStart(target);
        temporary = target.substring(0, name) + "." + target.substring(name) + "." + UUID.randomUUID() + SUFFIX;
        stream = storage.create(temporary);
    }

    /** Creates a file whose final path will be {@code target}. */
    public static PendingFile create(Storage storage, String target) throws IOException {
        return new PendingFile(storage, target);
    }

    /** Copies a file, block by block; the target is replaced only by a complete copy. */
    public static void copy(Storages storages, String from, String to) throws IOException {
        try (ByteSource source = storages.of(from).open(from);
                PendingFile file = create(storages.of(to), to)) {
            source.copyTo(file.stream());
            file.commit();
        }
    }

    /** Removes temporary files of {@code target} left behind by killed jobs; no other job may be writing it. */
    public static void removeLeftovers(Storage storage, String target) throws IOException {
        int name = nameStart(target);
        String folder = target.substring(0, name);
        for (String found : storage.list(folder)) {
            if (found.startsWith("." + target.substring(name) + ".") && found.endsWith(SUFFIX)) {
                storage.delete(folder + found);
            }
        }
    }

    private static int nameStart(String path) {
        return Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1;
    }

    /** Returns the stream that writes the file. */
    public OutputStream stream() {
        return stream;
    }

    /** Closes the stream and renames the file to its final path, replacing an existing file. */
    public void commit() throws IOException {
        stream.close();
        storage.rename(temporary, target);
        committed = true;
    }

    /** Removes the file unless it was committed. */
    @Override
    public void close() throws IOException {
        if (!committed) {
            try (OutputStream closing = stream) {
                closing.flush();
            } finally {
                storage.delete(temporary);
            }
        }
    }
}
