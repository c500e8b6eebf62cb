package org.znn.common.volume.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Any file system that Hadoop supports: HDFS, object stores, {@code file:}. */
final class HadoopStorage implements Storage {

    private final FileSystem fileSystem;

    HadoopStorage(FileSystem fileSystem) {
        this.fileSystem = fileSystem;
    }

    @Override
    public ByteSource open(String path) throws IOException {
        FileStatus status = status(path);
        if (status.isDirectory()) {
            throw new FileNotFoundException("is a folder, not a file");
        }
        return new HadoopFile(path, status.getLen(), fileSystem.open(new Path(path)));
    }

    @Override
    public boolean exists(String path) throws IOException {
        return fileSystem.exists(new Path(path));
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
        Path source = new Path(from);
        Path target = new Path(to);
        // Most file systems do not replace an existing file: they return false or throw an exception.
        if (fileSystem.exists(target)) {
            fileSystem.delete(target, false);
        }
        if (!fileSystem.rename(source, target)) {
            throw new IOException("cannot rename " + from + " to " + to);
        }
    }

    @Override
    public void delete(String path) throws IOException {
        fileSystem.delete(new Path(path), true);
    }

    @Override
    public List<String> list(String folder) throws IOException {
        if (!exists(folder) || !status(folder).isDirectory()) {
            return List.of();
        }
        return Arrays.stream(fileSystem.listStatus(new Path(folder))).map(s -> s.getPath().getName()).sorted().toList();
    }

    private FileStatus status(String path) throws IOException {
        try {
            return fileSystem.getFileStatus(new Path(path));
        } catch (FileNotFoundException e) {
            throw (IOException) new FileNotFoundException("there is no such file").initCause(e);
        }
    }
}
