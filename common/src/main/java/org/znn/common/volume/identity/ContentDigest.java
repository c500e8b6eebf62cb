package org.znn.common.volume.identity;

import java.io.IOException;
import java.io.Serializable;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.znn.common.volume.storage.ByteSource;
import org.znn.common.volume.storage.Storage;

/**
 * SHA-256 digest of the content of a file: of all its bytes, or of pages spread evenly over it.
 *
 * @param pages  number of pages that were read; 0 for the whole content
 * @param sha256 digest in hexadecimal digits
 */
public record ContentDigest(int pages, String sha256) implements Serializable {

    /** Stands for no digest: the content was not read. */
    static final ContentDigest NONE = new ContentDigest(-1, "");
    static final int WHOLE = 0;
    static final int PAGE_BYTES = 1 << 14;
    private static final int BUFFER_BYTES = 1 << 18;

    /**
     * Reads a file.
     *
     * @param pages number of pages to read: the first, the last and those evenly between; of a single one, the middle;
     *              0 for the whole content, which is also read if the pages would cover it
     */
    static ContentDigest of(ByteSource file, int pages) throws IOException {
        MessageDigest digest = newSha256();
        long length = file.length();
        if (pages == WHOLE || (long) pages * PAGE_BYTES >= length) {
            byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, length)];
            for (long position = 0; position < length; position += buffer.length) {
                update(digest, file, position, buffer, (int) Math.min(buffer.length, length - position));
            }
            return new ContentDigest(WHOLE, HexFormat.of().formatHex(digest.digest()));
        }
        byte[] page = new byte[PAGE_BYTES];
        long last = length - PAGE_BYTES;
        int gaps = pages - 1;
        for (int i = 0; i < pages; i++) {
            long position = gaps == 0 ? last / 2 : last / gaps * i + last % gaps * i / gaps;
            update(digest, file, position, page, PAGE_BYTES);
        }
        return new ContentDigest(pages, HexFormat.of().formatHex(digest.digest()));
    }

    /** Opens and reads a file; see {@link #of(ByteSource, int)}. */
    static ContentDigest of(Storage storage, String path, int pages) throws IOException {
        try (ByteSource file = storage.open(path)) {
            return of(file, pages);
        }
    }

    /** Reads a file in the way of this digest. */
    ContentDigest again(ByteSource file) throws IOException {
        return of(file, pages);
    }

    /** Opens and reads a file in the way of this digest. */
    ContentDigest again(Storage storage, String path) throws IOException {
        return of(storage, path, pages);
    }

    boolean isNone() {
        return equals(NONE);
    }

    boolean isWhole() {
        return pages == WHOLE;
    }

    private static void update(MessageDigest digest, ByteSource file, long position, byte[] buffer, int count)
            throws IOException {
        file.readFully(position, buffer, 0, count);
        digest.update(buffer, 0, count);
    }

    static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform provides SHA-256", e);
        }
    }
}
