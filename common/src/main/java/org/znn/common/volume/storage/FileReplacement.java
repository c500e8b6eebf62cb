package org.znn.common.volume.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.BulkDelete;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DistributedFileSystem;

/**
 * Replaces files on Hadoop file systems such that at every moment either the old or the new contents can be read.
 * HDFS and local disks replace a file atomically. Other file systems refuse to rename a file onto an existing one: the
 * existing file is then set aside under the name {@code .NAME.previous} until the new one has its name, and
 * {@link #status} finds it there if the program is killed in between.
 */
final class FileReplacement {

    private static final String PREFIX = ".";
    private static final String SUFFIX = ".previous";

    private final FileSystem fileSystem;

    FileReplacement(FileSystem fileSystem) {
        this.fileSystem = fileSystem;
    }

    /** Renames a file, replacing the file at the target; if that fails, the target keeps its contents. */
    void rename(Path source, Path target) throws IOException {
        if (fileSystem instanceof DistributedFileSystem hdfs) {
            hdfs.rename(source, target, Options.Rename.OVERWRITE);
            return;
        }
        Path aside = aside(target);
        if (!tryRename(source, target)) {
            setAside(target, aside);
            if (!tryRename(source, target)) {
                tryRename(aside, target);
                throw cannotRename(source, target);
            }
        }
        fileSystem.delete(aside, false);
    }

    private void setAside(Path target, Path aside) throws IOException {
        if (!fileSystem.exists(target) || !fileSystem.getFileStatus(target).isFile()) {
            throw new IOException("a file cannot be renamed to " + target);
        }
        fileSystem.delete(aside, false);
        if (!tryRename(target, aside)) {
            throw cannotRename(target, aside);
        }
    }

    private boolean tryRename(Path source, Path target) throws IOException {
        try {
            return fileSystem.rename(source, target);
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private static IOException cannotRename(Path source, Path target) {
        return new IOException("cannot rename " + source + " to " + target);
    }

    /**
     * Returns the status of a path; if nothing is there, that of the file that was set aside from it.
     *
     * @throws FileNotFoundException if neither exists
     */
    FileStatus status(Path path) throws IOException {
        try {
            return fileSystem.getFileStatus(path);
        } catch (FileNotFoundException e) {
            if (!path.isRoot() && fileSystem.exists(aside(path))) {
                return fileSystem.getFileStatus(aside(path));
            }
            throw (IOException) new FileNotFoundException("there is no such file").initCause(e);
        }
    }

    /** Deletes a file or an empty folder, and what was set aside from the path. */
    void delete(Path path) throws IOException {
        fileSystem.delete(path, false);
        if (!path.isRoot()) {
            fileSystem.delete(aside(path), false);
        }
    }

    /** Deletes files of a folder with what was set aside from them, as many with each request as the store allows. */
    void deleteFiles(Path folder, Collection<String> names) throws IOException {
        Set<String> unwanted = new HashSet<>(names);
        names.forEach(name -> unwanted.add(PREFIX + name + SUFFIX));
        List<Path> paths = new ArrayList<>();
        for (FileStatus status : fileSystem.listStatus(folder)) {
            if (unwanted.contains(status.getPath().getName())) {
                paths.add(status.getPath());
            }
        }
        try (BulkDelete bulk = fileSystem.createBulkDelete(folder)) {
            if (bulk.pageSize() > 1) {
                for (int from = 0; from < paths.size(); from += bulk.pageSize()) {
                    deletePage(bulk, paths.subList(from, Math.min(paths.size(), from + bulk.pageSize())));
                }
                return;
            }
        }
        for (Path path : paths) {
            fileSystem.delete(path, false);
        }
    }

    private static void deletePage(BulkDelete bulk, List<Path> page) throws IOException {
        List<Map.Entry<Path, String>> failures = bulk.bulkDelete(page);
        if (!failures.isEmpty()) {
            throw new IOException(failures.get(0).getKey() + " cannot be deleted: " + failures.get(0).getValue());
        }
    }

    /** Returns names with those of files set aside replaced by the names under which {@link #status} finds them. */
    static List<String> visible(Collection<String> stored) {
        List<String> names = new ArrayList<>();
        for (String name : stored) {
            boolean aside = name.length() > PREFIX.length() + SUFFIX.length() && name.startsWith(PREFIX)
                    && name.endsWith(SUFFIX);
            String original = aside ? name.substring(PREFIX.length(), name.length() - SUFFIX.length()) : name;
            if (!aside || !stored.contains(original)) {
                names.add(original);
            }
        }
        return names.stream().sorted().toList();
    }

    private static Path aside(Path path) {
        return new Path(path.getParent(), PREFIX + path.getName() + SUFFIX);
    }
}
