package org.znn.common.volume.codec;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.ToIntFunction;

/** A checksum of four bytes, appended to a chunk little-endian. */
final class Checksum {

    /** Size of the checksum in bytes. */
    static final int BYTES = 4;

    private Checksum() {
    }

    /**
     * Verifies and removes the checksum.
     *
     * @param stored chunk with its checksum
     * @param sum    computes the checksum of a chunk
     * @throws IOException if the checksum does not match
     */
    static byte[] verify(byte[] stored, ToIntFunction<byte[]> sum) throws IOException {
        if (stored.length < BYTES) {
            throw new IOException("a chunk is shorter than its checksum: the file is damaged");
        }
        byte[] bytes = Arrays.copyOf(stored, stored.length - BYTES);
        int found = 0;
        for (int i = 0; i < BYTES; i++) {
            found |= (stored[bytes.length + i] & 0xFF) << (i * Byte.SIZE);
        }
        if (found != sum.applyAsInt(bytes)) {
            throw new IOException("the checksum of a chunk does not match its contents: the file is damaged");
        }
        return bytes;
    }
}
