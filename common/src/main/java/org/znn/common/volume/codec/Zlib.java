package org.znn.common.volume.codec;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** A zlib stream (RFC 1950), which ends with a checksum of its content. */
public final class Zlib {

    /** Maximum compression ratio of deflate (RFC 1951: 258 bytes encoded in two bits). */
    public static final long MAX_RATIO = 1032;

    private Zlib() {
    }

    /**
     * Decodes a stream. Ignores bytes after it.
     *
     * @param encoded  array that holds the stream
     * @param offset   index of the first byte
     * @param length   number of bytes of the stream
     * @param maxBytes maximum size of the result in bytes
     * @throws IOException if the stream is damaged or holds more than {@code maxBytes}
     */
    public static byte[] decode(byte[] encoded, int offset, int length, int maxBytes) throws IOException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(encoded, offset, length);
            byte[] plain = new byte[(int) Math.min(maxBytes, MAX_RATIO * length)];
            int size = 0;
            for (int more = 1; more > 0 && size < plain.length; size += more) {
                more = inflater.inflate(plain, size, plain.length - size);
            }
            // The checksum at the end of the stream is read by the call that finds no more content.
            int beyond = inflater.finished() ? 0 : inflater.inflate(new byte[1]);
            if (beyond > 0) {
                throw new IOException("a compressed chunk expands to more than the expected " + maxBytes
                        + " bytes: the file is damaged");
            }
            if (!inflater.finished()) {
                throw new IOException("a compressed chunk ends early: the file is damaged");
            }
            return size == plain.length ? plain : Arrays.copyOf(plain, size);
        } catch (DataFormatException e) {
            throw new IOException("a compressed chunk is damaged (" + reason(e) + ")", e);
        } finally {
            inflater.end();
        }
    }

    private static String reason(DataFormatException e) {
        return e.getMessage() == null ? "not a zlib stream" : e.getMessage();
    }
}
