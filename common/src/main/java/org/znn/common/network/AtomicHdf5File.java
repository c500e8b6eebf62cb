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

/** Writes HDF5 files atomically: to a temporary file in the same folder, which is then renamed. */
final class AtomicHdf5File {

    private AtomicHdf5File() {
    }

    /** Writes a file, replacing an existing one; creates missing folders. */
    static void write(Path path, Consumer<WritableHdfFile> content) throws IOException {
        Path file = path.toAbsolutePath();
        Files.createDirectories(file.getParent());
        Path temporary = Files.createTempFile(file.getParent(), "." + file.getFileName() + ".", ".part");
        try {
            // The library overwrites an existing file without truncating it.
            Files.delete(temporary);
            try (WritableHdfFile hdf = HdfFile.write(temporary)) {
                content.accept(hdf);
            }
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            rename(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
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
