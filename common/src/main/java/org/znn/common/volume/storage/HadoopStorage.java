package org.znn.common.volume.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.client.HdfsDataInputStream;

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
        return CloseOnFailure.open(fileSystem.open(status.getPath()),
                stream -> new HadoopFile(path, length(stream, status), stream));
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
    public OutputStream create(String path) throws IOException {
        return fileSystem.create(new Path(path), true);
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
    public List<String> list(String folder) throws IOException {
        if (!isFolder(folder)) {
            return List.of();
        }
        return FileReplacement.visible(
                Arrays.stream(fileSystem.listStatus(new Path(folder))).map(s -> s.getPath().getName()).toList());
    }

    private FileStatus status(String path) throws IOException {
        return replacement.status(new Path(path));
    }
}
