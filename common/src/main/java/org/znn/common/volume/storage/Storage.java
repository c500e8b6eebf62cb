package org.znn.common.volume.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** A file system. Paths are strings as the user wrote them; no call retries. */
public interface Storage {

    /** Opens a file for reading; throws {@link java.io.FileNotFoundException} where it is missing. */
    ByteSource open(String path) throws IOException;

    boolean exists(String path) throws IOException;

    boolean isFolder(String path) throws IOException;

    /** Bytes of a file. */
    long length(String path) throws IOException;

    /** When a file was last changed, in milliseconds since 1970. */
    long modified(String path) throws IOException;

    /**
     * A new file of that name, an old one replaced; missing folders above it are made. Its bytes are safe once the
     * stream is closed without an exception.
     */
    OutputStream create(String path) throws IOException;

    /**
     * Gives a file its final name, replacing a file of that name. One step on local disks and HDFS; on object stores
     * the copy appears complete or not at all, but an old file may be gone for a moment.
     */
    void rename(String from, String to) throws IOException;

    /** Removes a file, or a folder with all in it; nothing happens where there is none. */
    void delete(String path) throws IOException;

    /** The names in a folder, sorted; empty where there is no such folder. */
    List<String> list(String folder) throws IOException;
}
