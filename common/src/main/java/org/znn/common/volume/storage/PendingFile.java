package org.znn.common.volume.storage;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that is written under a temporary name, {@code .NAME.XXXXXXXX.pending} with eight random hexadecimal digits,
 * and renamed when it is committed. Closing it without a commit removes it, so a file under its final name is always
 * complete. What a killed program leaves is recognised by its name and removed by the next job with the same output.
 */
public final class PendingFile implements Closeable {

    /** Number of bytes by which the temporary name is longer than that of the file. */
    public static final int EXTRA_NAME_BYTES = ".".length() + ".01234567.pending".length();

    /** Temporary names; those of version 0.9 and before ended with a UUID, or with a number and {@code .part}. */
    private static final Pattern NAME =
            Pattern.compile("\\.(.+)\\.(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){0,3}(?:-[0-9a-f]{12})?\\.pending|\\d+\\.part)",
                    Pattern.DOTALL);

    private final Storage storage;
    private final String target;
    private final String temporary;
    private final OutputStream stream;
    private boolean committed;

    private PendingFile(Storage storage, String target) throws IOException {
        this.storage = storage;
        this.target = target;
        temporary = temporaryPath(target);
        stream = storage.create(temporary);
    }

    /** Creates a file whose final path will be {@code target}. */
    public static PendingFile create(Storage storage, String target) throws IOException {
        return new PendingFile(storage, target);
    }

    /** Returns a new temporary path for a file, for writers that create their file themselves. */
    public static String temporaryPath(String target) {
        int name = nameStart(target);
        return target.substring(0, name) + "." + target.substring(name)
                + String.format(".%08x.pending", ThreadLocalRandom.current().nextInt());
    }

    /** Copies a file, block by block; the target is replaced only by a complete copy. */
    public static void copy(Storages storages, String from, String to) throws IOException {
        try (ByteSource source = storages.of(from).open(from);
                PendingFile file = create(storages.of(to), to)) {
            source.copyTo(file.stream());
            file.commit();
        }
    }

    /**
     * Removes temporary files that killed programs left in a folder; no other program may be writing these files.
     *
     * @param folder   folder, with a slash at its end unless it is empty
     * @param isTarget whether a name without the folder is that of a file whose temporary files are removed
     */
    public static void removeLeftovers(Storage storage, String folder, Predicate<String> isTarget)
            throws IOException {
        for (String name : storage.list(folder)) {
            if (isTemporaryOf(name, isTarget) && !storage.isFolder(folder + name)) {
                storage.delete(folder + name);
            }
        }
    }

    /** Returns whether a name is temporary and that of a file whose final name passes a test. */
    public static boolean isTemporaryOf(String name, Predicate<String> isTarget) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches() && isTarget.test(matcher.group(1));
    }

    /** Returns the folder of a path, with a slash at its end, or an empty text. */
    public static String folderOf(String path) {
        return path.substring(0, nameStart(path));
    }

    /** Returns a path without its folder. */
    public static String nameOf(String path) {
        return path.substring(nameStart(path));
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
            // If an interrupt has ended the work, the operations that clean up must not fail for it as well.
            boolean interrupted = Thread.interrupted();
            try (OutputStream closing = stream) {
                closing.flush();
            } finally {
                storage.delete(temporary);
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
