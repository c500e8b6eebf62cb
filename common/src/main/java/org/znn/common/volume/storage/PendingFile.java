package org.znn.common.volume.storage;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;

/**
 * A file written aside: it gets its final name when it is committed, and is removed when it is closed without that. So
 * a file under its final name is complete.
 */
public final class PendingFile implements Closeable {

    private static final String ENDING = ".pending";

    private final Storage storage;
    private final String target;
    private final String aside;
    private final OutputStream stream;
    private boolean committed;

    private PendingFile(Storage storage, String target) throws IOException {
        this.storage = storage;
        this.target = target;
        int name = nameStart(target);
        aside = target.substring(0, name) + "." + target.substring(name) + "." + UUID.randomUUID() + ENDING;
        stream = storage.create(aside);
    }

    /** Starts a file that will be called {@code target}. */
    public static PendingFile create(Storage storage, String target) throws IOException {
        return new PendingFile(storage, target);
    }

    /** Removes what runs that were killed left of a file of that name; not while another run may write it. */
    public static void removeLeftovers(Storage storage, String target) throws IOException {
        int name = nameStart(target);
        String folder = target.substring(0, name);
        for (String found : storage.list(folder)) {
            if (found.startsWith("." + target.substring(name) + ".") && found.endsWith(ENDING)) {
                storage.delete(folder + found);
            }
        }
    }

    private static int nameStart(String path) {
        return Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1;
    }

    /** Where its bytes go. */
    public OutputStream stream() {
        return stream;
    }

    /** The name it has until it is committed. */
    public String temporaryPath() {
        return aside;
    }

    /** Closes the stream and gives the file its final name, replacing an older one. */
    public void commit() throws IOException {
        stream.close();
        storage.rename(aside, target);
        committed = true;
    }

    /** Removes the file where it was not committed. */
    @Override
    public void close() throws IOException {
        if (!committed) {
            try (OutputStream closing = stream) {
                closing.flush();
            } finally {
                storage.delete(aside);
            }
        }
    }
}
