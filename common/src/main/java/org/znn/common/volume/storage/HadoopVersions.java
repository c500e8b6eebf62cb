package org.znn.common.volume.storage;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.hdfs.protocol.HdfsFileStatus;

/** Reads versions of files from what Hadoop file systems state about them. */
final class HadoopVersions {

    private static final String LOCAL_SCHEME = "file";

    private HadoopVersions() {
    }

    /** Returns the version of a file with a status. */
    static FileVersion of(FileStatus status) throws IOException {
        if (LOCAL_SCHEME.equals(status.getPath().toUri().getScheme())) {
            return LocalVersions.of(java.nio.file.Path.of(status.getPath().toUri().getPath()));
        }
        String etag = status instanceof EtagSource source ? source.getEtag() : null;
        if (etag != null && !etag.isBlank()) {
            return new FileVersion(status.getLen(), status.getModificationTime(), FileVersion.Kind.ETAG, etag);
        }
        return status instanceof HdfsFileStatus hdfs
                ? new FileVersion(status.getLen(), status.getModificationTime(), FileVersion.Kind.FILE_ID,
                        String.valueOf(hdfs.getFileId()))
                : FileVersion.withoutStamp(status.getLen(), status.getModificationTime());
    }

    /**
     * Returns the versions of at most {@code limit} files in a folder, by their paths relative to it. An object store
     * lists a thousand or more files in a request.
     */
    static Map<String, FileVersion> below(FileSystem fileSystem, Path folder, boolean nested, int limit)
            throws IOException {
        Map<String, FileVersion> found = new TreeMap<>();
        String root = fileSystem.makeQualified(folder).toUri().getPath();
        int start = root.endsWith("/") ? root.length() : root.length() + 1;
        if (nested) {
            RemoteIterator<? extends FileStatus> files = fileSystem.listFiles(folder, true);
            while (found.size() < limit && files.hasNext()) {
                FileStatus file = files.next();
                found.put(file.getPath().toUri().getPath().substring(start), of(file));
            }
            return found;
        }
        RemoteIterator<FileStatus> entries = fileSystem.listStatusIterator(folder);
        while (found.size() < limit && entries.hasNext()) {
            FileStatus entry = entries.next();
            if (entry.isFile()) {
                found.put(entry.getPath().getName(), of(entry));
            }
        }
        return found;
    }
}
