package org.znn.common.volume.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.client.HdfsDataInputStream;
import org.apache.hadoop.util.functional.FutureIO;

/** Any file system that Hadoop supports: HDFS, object stores, {@code file:}. */
final class HadoopStorage implements Storage {

    private final FileSystem fileSystem;
    private final FileReplacement replacement;

    HadoopStorage(FileSystem fileSystem) {
        this.fileSystem = fileSystem;
        replacement = new FileReplacement(fileSystem);
    }

    @Override
    public ByteSource open(String path) throws IOException {
        FileStatus status = status(path);
        if (status.isDirectory()) {
            throw new FileNotFoundException("is a folder, not a file");
        }
        // With its status at hand, an object store opens the very version of it, without another request.
        FSDataInputStream opened = FutureIO.awaitFuture(
                fileSystem.openFile(status.getPath()).withFileStatus(status).build());
        return CloseOnFailure.open(opened,
                stream -> new HadoopFile(path, length(stream, status), HadoopVersions.of(status), stream));
    }

    /** On HDFS the open file itself states its size: the path may meanwhile be that of a file that replaced it. */
    private static long length(FSDataInputStream stream, FileStatus status) throws IOException {
        return stream instanceof HdfsDataInputStream open ? open.getVisibleLength() : status.getLen();
    }

    @Override
    public boolean exists(String path) throws IOException {
        try {
            status(path);
            return true;
        } catch (FileNotFoundException e) {
            return false;
        }
    }

    @Override
    public boolean isFolder(String path) throws IOException {
        try {
            return status(path).isDirectory();
        } catch (FileNotFoundException e) {
            return false;
        }
    }

    @Override
    public long length(String path) throws IOException {
        return status(path).getLen();
    }

    @Override
    public long lastModified(String path) throws IOException {
        return status(path).getModificationTime();
    }

    @Override
    public FileVersion version(String path) throws IOException {
        return HadoopVersions.of(status(path));
    }

    @Override
    public Map<String, FileVersion> versions(String folder, boolean nested, int limit) throws IOException {
        return isFolder(folder) ? HadoopVersions.below(fileSystem, new Path(folder), nested, limit) : Map.of();
    }

    @Override
    public OutputStream create(String path) throws IOException {
        return fileSystem.create(new Path(path), true);
    }

    @Override
    public boolean createNew(String path, byte[] bytes) throws IOException {
        return new ExclusiveHadoopFile(fileSystem).create(new Path(path), bytes);
    }

    @Override
    public boolean isExclusive(String path) throws IOException {
        return new ExclusiveHadoopFile(fileSystem).isExclusive(new Path(path));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        replacement.rename(new Path(from), new Path(to));
    }

    @Override
    public void delete(String path) throws IOException {
        replacement.delete(new Path(path));
    }

    @Override
    public void deleteFiles(String folder, Collection<String> names) throws IOException {
        replacement.deleteFiles(new Path(folder), names);
    }

    @Override
    public List<FolderEntry> entries(String folder) throws IOException {
        if (!isFolder(folder)) {
            return List.of();
        }
        Map<String, FolderEntry.Kind> kinds = new HashMap<>();
        for (FileStatus status : fileSystem.listStatus(new Path(folder))) {
            kinds.put(status.getPath().getName(), status.isSymlink() ? FolderEntry.Kind.LINK
                    : status.isDirectory() ? FolderEntry.Kind.FOLDER : FolderEntry.Kind.FILE);
        }
        return FileReplacement.visible(kinds.keySet()).stream()
                .map(name -> new FolderEntry(name, kinds.getOrDefault(name, FolderEntry.Kind.FILE))).toList();
    }

    private FileStatus status(String path) throws IOException {
        return replacement.status(new Path(path));
    }
}
