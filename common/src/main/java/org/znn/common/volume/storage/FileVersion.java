package org.znn.common.volume.storage;

import java.io.Serializable;

/**
 * What a file system states about a file without reading it. Times are only compared for equality, since the clocks of
 * machines differ.
 *
 * @param bytes    size of the file in bytes
 * @param modified time of the last modification, in milliseconds since 1970
 * @param kind     what the stamp consists of
 * @param stamp    value that a file system changes with the content of a file; empty if it has none
 */
public record FileVersion(long bytes, long modified, Kind kind, String stamp) implements Serializable {

    /** What the stamp of a file consists of. */
    public enum Kind {
        /** The file system states nothing beyond size and time. */
        NONE,
        /** The number of the inode and the time of its last change, which a program cannot set, on local disks. */
        INODE,
        /** The id of a file on HDFS; a file that replaces another one has an id of its own. */
        FILE_ID,
        /** The ETag of an object, which also holds for what is read from it after it was opened. */
        ETAG
    }

    /** Returns the version of a file on a file system without stamps. */
    public static FileVersion withoutStamp(long bytes, long modified) {
        return new FileVersion(bytes, modified, Kind.NONE, "");
    }

    /** Whether another version certainly has the same content: without a stamp that is never certain. */
    public boolean isSurely(FileVersion other) {
        return kind != Kind.NONE && equals(other);
    }

    /** Whether size and time are equal. */
    public boolean hasSizeAndTimeOf(FileVersion other) {
        return bytes == other.bytes && modified == other.modified;
    }

    /** Whether an open file goes on having the content of this version, whatever becomes of the path. */
    public boolean isKeptWhileOpen() {
        return kind == Kind.ETAG;
    }
}
