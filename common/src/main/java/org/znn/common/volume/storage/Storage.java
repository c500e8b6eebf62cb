package org.znn.common.volume.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** A file system. Paths are strings as the user wrote them. Operations are not retried. */
public interface Storage {

    /**
     * Opens a file for reading.
     *
     * @throws java.io.FileNotFoundException if the file does not exist or is a folder
     */
    ByteSource open(String path) throws IOException;

    boolean exists(String path) throws IOException;

    /** Whether a path is a folder; on object stores, whether an object's name starts with the path and a slash. */
    boolean isFolder(String path) throws IOException;

    /** Returns the size of a file in bytes. */
    long length(String path) throws IOException;

    /** Returns the time of the last modification of a file, in milliseconds since 1970. */
    long lastModified(String path) throws IOException;

    /**
     * Creates a file, replacing an existing one, and its missing parent folders. The contents are durable once the
     * stream has been closed without an exception.
     */
    OutputStream create(String path) throws IOException;

    /**
     * Renames a file, replacing an existing file at the target. Whenever the program is killed, the target can be read
     * with its old or with its new contents. Atomic on local disks and HDFS; on other file systems readers may briefly
     * see the old contents under another name (see {@link FileReplacement}).
     */
    void rename(String from, String to) throws IOException;

    /** Deletes a file, or a folder with its contents. Does nothing if the path does not exist. */
    void delete(String path) throws IOException;

    /** Lists the names in a folder, sorted; empty if the folder does not exist. */
    List<String> list(String folder) throws IOException;
}
