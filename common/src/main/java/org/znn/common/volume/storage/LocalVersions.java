package org.znn.common.volume.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Reads versions of local files. The device is not part of a stamp: hosts that share a disk number it differently. */
final class LocalVersions {

    private static final String UNIX = "unix";
    /** File systems that do not change the times of a file when a program writes to it through a memory mapping. */
    private static final Set<String> WITHOUT_TIMES_OF_MAPPINGS = Set.of("tmpfs", "ramfs");
    private static final Set<FileVisitOption> FOLLOW_LINKS = EnumSet.of(FileVisitOption.FOLLOW_LINKS);

    private LocalVersions() {
    }

    /**
     * Returns the version of a file.
     *
     * @throws FileNotFoundException if the file does not exist
     */
    static FileVersion of(Path file) throws IOException {
        try {
            if (!file.getFileSystem().supportedFileAttributeViews().contains(UNIX)
                    || WITHOUT_TIMES_OF_MAPPINGS.contains(Files.getFileStore(file).type())) {
                BasicFileAttributes basic = Files.readAttributes(file, BasicFileAttributes.class);
                return FileVersion.withoutStamp(basic.size(), basic.lastModifiedTime().toMillis());
            }
            Map<String, Object> unix = Files.readAttributes(file, UNIX + ":size,lastModifiedTime,ino,ctime");
            return new FileVersion((Long) unix.get("size"), ((FileTime) unix.get("lastModifiedTime")).toMillis(),
                    FileVersion.Kind.INODE,
                    unix.get("ino") + " " + ((FileTime) unix.get("ctime")).to(TimeUnit.NANOSECONDS));
        } catch (NoSuchFileException e) {
            throw (IOException) new FileNotFoundException("there is no such file").initCause(e);
        }
    }

    /** Returns the versions of at most {@code limit} files in a folder, by their paths relative to it. */
    static Map<String, FileVersion> below(Path folder, boolean nested, int limit) throws IOException {
        Map<String, FileVersion> found = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        Files.walkFileTree(folder, FOLLOW_LINKS, nested ? Integer.MAX_VALUE : 1, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (found.size() >= limit) {
                    return FileVisitResult.TERMINATE;
                }
                if (attributes.isRegularFile()) {
                    found.put(folder.relativize(file).toString().replace('\\', '/'), of(file));
                }
                return FileVisitResult.CONTINUE;
            }

            /** Leaves it to the reader to report a file that it needs and cannot access. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }
}
