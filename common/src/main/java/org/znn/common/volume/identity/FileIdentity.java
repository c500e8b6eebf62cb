package org.znn.common.volume.identity;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import org.znn.common.volume.storage.FileVersion;
import org.znn.common.volume.storage.Storage;

/**
 * What identifies the content of a file. Two identities are the same if their versions are equal and have a stamp; or
 * if the digests of the whole contents are equal, whatever the times; or if sizes, times and the digests of samples are
 * equal, whatever the stamps, which also change if a file is linked, restored from a backup or given other permissions.
 *
 * @param version version of the file
 * @param digest  digest of its content; {@link ContentDigest#NONE} if the stamp alone identifies it
 */
public record FileIdentity(FileVersion version, ContentDigest digest) implements Serializable {

    static final String REMOVED = "it was removed";
    /** Number of hexadecimal digits of a digest in texts. */
    static final int TEXT_DIGITS = 32;
    private static final int MAX_ATTEMPTS = 3;

    /**
     * Returns the identity of a file.
     *
     * @param version version of the file when it was first opened, which it must still have
     * @param pages   pages of the digest, 0 for the whole content; empty for no digest
     * @throws InputChangedException if the file changes meanwhile
     */
    static FileIdentity of(Storage storage, String path, FileVersion version, Optional<Integer> pages)
            throws IOException {
        if (pages.isEmpty()) {
            return new FileIdentity(version, ContentDigest.NONE);
        }
        FileVersion before = version;
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            ContentDigest digest = ContentDigest.of(storage, path, pages.get());
            FileVersion after = storage.version(path);
            if (after.equals(before)) {
                return new FileIdentity(after, digest);
            }
            before = after;
            if (!after.hasSizeAndTimeOf(version)) {
                break;
            }
        }
        throw new InputChangedException(path + " is being changed by another program; start the job when the file is"
                + " complete", null);
    }

    /** Reads the content of a file, if a comparison needs it. */
    @FunctionalInterface
    interface Content {

        /** Digests the content in the way of another digest. */
        ContentDigest digest(ContentDigest like) throws IOException;
    }

    /**
     * Returns what distinguishes a file from this identity, as a clause; empty if it is the same. Reads the file only
     * where its version does not settle the question.
     *
     * @param now version of the file; empty if the file does not exist
     */
    Optional<String> difference(Optional<FileVersion> now, Storage storage, String path) throws IOException {
        try {
            return now.isEmpty() ? Optional.of(REMOVED) : difference(now.get(), like -> like.again(storage, path));
        } catch (FileNotFoundException e) {
            return Optional.of(REMOVED);
        }
    }

    /** Same as {@link #difference(Optional, Storage, String)} for a file that may be open. */
    Optional<String> difference(FileVersion now, Content content) throws IOException {
        if (version.isSurely(now)) {
            return Optional.empty();
        }
        if (version.bytes() != now.bytes()) {
            return Optional.of("its size changed from " + version.bytes() + " to " + now.bytes() + " bytes at "
                    + time(now));
        }
        if (digest.isNone()) {
            return Optional.of("the object was written anew at " + time(now));
        }
        ContentDigest present = content.digest(digest);
        if (!present.equals(digest)) {
            return Optional.of("its content changed"
                    + (version.modified() == now.modified() ? ", although its time is still " : " at ") + time(now));
        }
        return present.isWhole() || version.modified() == now.modified() ? Optional.empty()
                : Optional.of("it was written at " + time(now) + " (before: " + time(version) + "), and is too large to"
                        + " be compared as a whole");
    }

    /** Returns what identifies the content on any file system: equal for all identities that are the same. */
    String text() {
        if (digest.isNone()) {
            return version.bytes() + " bytes; " + version.stamp();
        }
        return version.bytes() + " bytes; " + (digest.isWhole() ? "" : "written at " + time(version) + "; ")
                + "SHA-256 " + (digest.isWhole() ? "" : "of " + digest.pages() + " pages ")
                + digest.sha256().substring(0, TEXT_DIGITS);
    }

    private static String time(FileVersion version) {
        return Instant.ofEpochMilli(version.modified()).toString();
    }
}
