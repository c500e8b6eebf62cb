package org.znn.common.volume.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Creates files of a local disk or mount that must not exist yet. A complete temporary file is linked to the name: the
 * link fails if the name is taken, also on NFS. Without hard links the file itself is created exclusively, and readers
 * may find it empty for a moment.
 */
final class ExclusiveLocalFile {

    private static final int ATTEMPTS = 3;

    private ExclusiveLocalFile() {
    }

    /** Creates a file and its missing parent folders; returns whether this call created it. */
    static boolean create(Path path, byte[] bytes) throws IOException {
        Path file = path.toAbsolutePath();
        Files.createDirectories(file.getParent());
        for (int attempt = 1;; attempt++) {
            try {
                return link(file, bytes);
            } catch (NoSuchFileException e) {
                // The holder of the name may remove temporary files that others left beside it.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static boolean link(Path file, byte[] bytes) throws IOException {
        Path temporary = Path.of(PendingFile.temporaryPath(file.toString()));
        try {
            write(temporary, bytes);
            Files.createLink(file, temporary);
            return true;
        } catch (FileAlreadyExistsException e) {
            // On NFS the answer to the first request may be lost, and the second finds the link of the first.
            return holds(file, bytes);
        } catch (UnsupportedOperationException e) {
            return createDirectly(file, bytes);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (FileSystemException e) {
            return createDirectly(file, bytes);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static boolean createDirectly(Path file, byte[] bytes) throws IOException {
        try {
            write(file, bytes);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /** Writes a file that must not exist; if the disk is full, none remains. */
    private static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            try {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            } catch (ClosedByInterruptException e) {
                Files.deleteIfExists(file);
                throw e;
            } catch (IOException e) {
                Files.deleteIfExists(file);
                throw (IOException) new FileSystemException(file.toString(), null, e.getMessage()).initCause(e);
            }
        }
    }

    private static boolean holds(Path file, byte[] bytes) throws IOException {
        try {
            return Files.size(file) == bytes.length && Arrays.equals(Files.readAllBytes(file), bytes);
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
