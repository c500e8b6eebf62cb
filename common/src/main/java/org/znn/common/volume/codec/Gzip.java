package org.znn.common.volume.codec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** A gzip file (RFC 1952) of one or more members. */
public final class Gzip {

    private Gzip() {
    }

    /**
     * Decodes a file.
     *
     * @param encoded  array that holds the file
     * @param offset   index of the first byte
     * @param length   number of bytes of the file
     * @param maxBytes maximum size of the result in bytes
     * @throws IOException if the file is damaged or holds more than {@code maxBytes}
     */
    public static byte[] decode(byte[] encoded, int offset, int length, int maxBytes) throws IOException {
        try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(encoded, offset, length))) {
            return BoundedStream.readAll(stream, maxBytes);
        } catch (IOException e) {
            throw new IOException("a gzip stream is damaged ("
                    + (e.getMessage() == null ? "it ends early" : e.getMessage()) + ")", e);
        }
    }
}
