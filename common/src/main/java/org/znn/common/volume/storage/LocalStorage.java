package org.znn.common.volume.storage;

import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The local file system, including shared mounts. */
final class LocalStorage implements Storage {

    private static final int BUFFER_SIZE = 1 << 16;

    @Override
    public ByteSource open(String path) throws IOException {
        BasicFileAttributes attributes = attributes(path);
        if (attributes.isDirectory()) {
            throw new FileNotFoundException("is a folder, not a file");
        }
        // Opening a pipe waits for a writer, and a device has no length.
        if (!attributes.isRegularFile()) {
            throw new IOException("is a pipe or device, not a file; store its contents in a file first");
        }
        return new LocalFile(path);
    }

    /** Reads all attributes at one moment: another program may remove the file at the next. */
    private static BasicFileAttributes attributes(String path) throws IOException {
        try {
            return Files.readAttributes(Path.of(path), BasicFileAttributes.class);
        } catch (AccessDeniedException e) {
            throw e;
        } catch (FileSystemException e) {
            // No file either can have a path that is too long, or that goes on below a file.
            throw (IOException) new FileNotFoundException("there is no such file").initCause(e);
        }
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
    public FileVersion version(String path) throws IOException {
        return LocalVersions.of(Path.of(path));
    }

    @Override
    public Map<String, FileVersion> versions(String folder, boolean nested, int limit) throws IOException {
        return LocalVersions.below(Path.of(folder.isEmpty() ? "." : folder), nested, limit);
    }

    @Override
    public OutputStream create(String path) throws IOException {
        Path file = Path.of(path).toAbsolutePath();
        Files.createDirectories(file.getParent());
        return new SyncedStream(path, new FileOutputStream(file.toFile()));
    }

    @Override
    public boolean createNew(String path, byte[] bytes) throws IOException {
        return ExclusiveLocalFile.create(Path.of(path), bytes);
    }

    @Override
    public boolean isExclusive(String path) {
        return true;
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(Path.of(from), Path.of(to), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(String path) throws IOException {
        Files.deleteIfExists(Path.of(path));
    }

    /** Lists names without asking for the kind of each entry. */
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

    @Override
    public List<FolderEntry> entries(String folder) throws IOException {
        Path root = Path.of(folder.isEmpty() ? "." : folder);
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        List<FolderEntry> entries = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(root)) {
            for (Path file : files) {
                entries.add(new FolderEntry(file.getFileName().toString(), kind(file)));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        entries.sort(Comparator.comparing(FolderEntry::name));
        return entries;
    }

    private static FolderEntry.Kind kind(Path file) throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isSymbolicLink() ? FolderEntry.Kind.LINK
                    : attributes.isDirectory() ? FolderEntry.Kind.FOLDER
                    : attributes.isRegularFile() ? FolderEntry.Kind.FILE : FolderEntry.Kind.OTHER;
        } catch (NoSuchFileException e) {
            // Deleted since the folder was listed; whoever opens it finds out.
            return FolderEntry.Kind.FILE;
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
