package org.znn.common.volume.storage;

/**
 * An entry of a folder.
 *
 * @param name name without the folder
 * @param kind what the entry itself is; symbolic links are not followed
 */
public record FolderEntry(String name, Kind kind) {

    /** Kinds of entries. */
    public enum Kind {
        /** A regular file. */
        FILE,
        /** A folder. */
        FOLDER,
        /** A symbolic link, whatever it leads to. */
        LINK,
        /** A pipe, a socket or a device. */
        OTHER
    }

    /** Returns whether the entry is a regular file. */
    public boolean isFile() {
        return kind == Kind.FILE;
    }

    /** Returns the name, followed by what the entry is unless it is a file. */
    public String describe() {
        return switch (kind) {
            case FILE -> name;
            case FOLDER -> name + " (a folder)";
            case LINK -> name + " (a symbolic link)";
            case OTHER -> name + " (a pipe or device)";
        };
    }
}
