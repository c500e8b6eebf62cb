package org.znn.common.volume.storage;

import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/** The local file system, including shared mounts. */
final class LocalStorage implements Storage {

    private static final int BUFFER_SIZE = 1 << 16;

    @Override
    public ByteSource open(String path) throws IOException {
        if (!Files.exists(Path.of(path))) {
            throw new FileNotFoundException("there is no such file");
        }
        if (Files.isDirectory(Path.of(path))) {
            throw new FileNotFoundException("is a folder, not a file");
        }
        // Opening a pipe waits for a writer, and a device has no length.
        if (!Files.isRegularFile(Path.of(path))) {
            throw new IOException("is a pipe or device, not a file; store its contents in a file first");
        }
        return new LocalFile(path);
    }

    @Override
    public boolean exists(String path) {
        return Files.exists(Path.of(path));
    }

    @Override
    public boolean isFolder(String path) {
        return Files.isDirectory(Path.of(path));
    }

    @Override
    public long length(String path) throws IOException {
        return Files.size(Path.of(path));
    }

    @Override
    public long lastModified(String path) throws IOException {
        return Files.getLastModifiedTime(Path.of(path)).toMillis();
    }

    @Override
    public OutputStream create(String path) throws IOException {
        Path file = Path.of(path).toAbsolutePath();
        Files.createDirectories(file.getParent());
        return new SyncedStream(path, new FileOutputStream(file.toFile()));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(Path.of(from), Path.of(to), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(String path) throws IOException {
        Path root = Path.of(path);
        if (!Files.isDirectory(root)) {
            Files.deleteIfExists(root);
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Override
    public List<String> list(String folder) throws IOException {
        Path root = Path.of(folder.isEmpty() ? "." : folder);
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(root)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    /** Syncs the file to disk before closing, so that a later rename never exposes an incomplete file. */
    private static final class SyncedStream extends BufferedOutputStream {
        private final FileOutputStream file;

        SyncedStream(String path, FileOutputStream file) {
            super(new NamedStream(path, file), BUFFER_SIZE);
            this.file = file;
        }

        @Override
        public void close() throws IOException {
            if (file.getChannel().isOpen()) {
                try (FileOutputStream closing = file) {
                    flush();
                    closing.getChannel().force(true);
                }
            }
        }
    }

    /** Adds the path of the file to write errors such as a full disk. */
    private static final class NamedStream extends FilterOutputStream {
        private final String path;

        NamedStream(String path, OutputStream file) {
            super(file);
            this.path = path;
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            try {
                out.write(bytes, offset, count);
            } catch (IOException e) {
                throw (IOException) new FileSystemException(path, null, e.getMessage()).initCause(e);
            }
        }
    }
}
