package org.znn.common.volume.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;

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
     * Returns the version of a file.
     *
     * @throws java.io.FileNotFoundException if the file does not exist
     */
    FileVersion version(String path) throws IOException;

    /**
     * Returns the versions of the files in a folder by their paths relative to it, in as few requests as possible.
     *
     * @param nested whether files in folders below the folder are included
     * @param limit  maximum number of files to return; which ones are returned is not defined
     * @return empty if the folder does not exist
     */
    Map<String, FileVersion> versions(String folder, boolean nested, int limit) throws IOException;

    /**
     * Creates a file, replacing an existing one, and its missing parent folders. The contents are durable once the
     * stream has been closed without an exception.
     */
    OutputStream create(String path) throws IOException;

    /**
     * Creates a file with its contents, and its missing parent folders, unless a file has its name. If several programs
     * call this for one path at the same moment, exactly one creates the file (see {@link #isExclusive}). After a power
     * failure the file may be empty or missing.
     *
     * @param bytes contents, which no other caller may use: if an answer of the store is lost, the file is read back
     * @return whether this call created the file
     */
    boolean createNew(String path, byte[] bytes) throws IOException;

    /**
     * Returns whether {@link #createNew} excludes other programs at the same moment. Object stores that do not support
     * it may let several succeed, of which the last one's contents remain.
     *
     * @param path path of a small file that {@link #createNew} created; its contents stay the same
     */
    boolean isExclusive(String path) throws IOException;

    /**
     * Renames a file, replacing an existing file at the target. Whenever the program is killed, the target can be read
     * with its old or with its new contents. Atomic on local disks and HDFS; on other file systems readers may briefly
     * see the old contents under another name (see {@link FileReplacement}).
     */
    void rename(String from, String to) throws IOException;

    /**
     * Deletes a file, a symbolic link (not what it leads to) or an empty folder, if the path exists.
     *
     * @throws IOException if the path is a folder that is not empty
     */
    void delete(String path) throws IOException;

    /**
     * Deletes files of a folder, on object stores many with each request. Names that do not exist are ignored.
     *
     * @param names names of files in the folder
     */
    default void deleteFiles(String folder, Collection<String> names) throws IOException {
        for (String name : names) {
            delete(folder + "/" + name);
        }
    }

    /** Lists the names in a folder, sorted; empty if the folder does not exist. */
    default List<String> list(String folder) throws IOException {
        return entries(folder).stream().map(FolderEntry::name).toList();
    }

    /** Lists the entries of a folder, sorted by name; none if the folder does not exist. */
    List<FolderEntry> entries(String folder) throws IOException;
}
