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

/** Writes an HDF5 file beside its place and renames it into it, so that it is never there in part. */
final class WholeFile {

    private WholeFile() {
    }

    /** Writes one file, replacing one that is there; missing folders are made. */
    static void write(Path path, Consumer<WritableHdfFile> content) throws IOException {
        Path file = path.toAbsolutePath();
        Files.createDirectories(file.getParent());
        Path aside = Files.createTempFile(file.getParent(), "." + file.getFileName() + ".", ".part");
        try {
            // The library writes over a file without shortening it.
            Files.delete(aside);
            try (WritableHdfFile hdf = HdfFile.write(aside)) {
                content.accept(hdf);
            }
            try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            rename(aside, file);
        } finally {
            Files.deleteIfExists(aside);
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
