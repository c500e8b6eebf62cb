package org.znn.common.network;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import org.znn.common.volume.storage.PendingFile;
import org.znn.common.volume.storage.Storages;
import org.znn.common.volume.storage.TemporaryFile;

/** Writes HDF5 files such that a file under its final name is complete and an existing one is replaced at once. */
final class AtomicHdf5File {

    private AtomicHdf5File() {
    }

    /**
     * Writes a file, replacing an existing one; creates missing folders. The library writes local files only: a file of
     * another file system is written to a temporary local file first.
     */
    static void write(String path, Storages storages, Consumer<WritableHdfFile> content) throws IOException {
        if (Storages.isRemote(path)) {
            writeRemote(path, storages, content);
        } else {
            writeLocal(path, storages, content);
        }
    }

    private static void writeLocal(String path, Storages storages, Consumer<WritableHdfFile> content)
            throws IOException {
        Path file = Path.of(path).toAbsolutePath();
        Files.createDirectories(file.getParent());
        Path temporary = Path.of(PendingFile.temporaryPath(file.toString()));
        try {
            fill(temporary, content);
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            storages.requireHeld(path);
            rename(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void writeRemote(String path, Storages storages, Consumer<WritableHdfFile> content)
            throws IOException {
        Path temporary = TemporaryFile.create(".h5");
        try {
            // The library overwrites an existing file without truncating it.
            Files.delete(temporary);
            fill(temporary, content);
            try (PendingFile target = PendingFile.create(storages.of(path), path)) {
                Files.copy(temporary, target.stream());
                target.commit();
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void fill(Path file, Consumer<WritableHdfFile> content) throws IOException {
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            content.accept(hdf);
        }
    }

    private static void rename(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
