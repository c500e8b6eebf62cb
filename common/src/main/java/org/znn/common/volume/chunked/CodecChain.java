package org.znn.common.volume.chunked;

import java.io.IOException;
import java.util.List;

/**
 * The codecs that were applied to the bytes of a chunk one after another.
 *
 * @param codecs codecs in the order in which they were applied
 * @param bytes  size of a decoded chunk in bytes
 */
public record CodecChain(List<ByteCodec> codecs, int bytes) {

    /** Bytes that a codec may add to data that it cannot compress, at most, and as a divisor of the size. */
    private static final int ADDED = 1024;
    private static final int ADDED_PART = 64;

    /**
     * Decodes a chunk.
     *
     * @throws IOException if the chunk is damaged
     */
    public byte[] decode(byte[] encoded) throws IOException {
        byte[] plain = encoded;
        for (int i = codecs.size() - 1; i >= 0; i--) {
            long added = i * (ADDED + (long) bytes / ADDED_PART);
            plain = codecs.get(i).decode(plain, (int) Math.min(bytes + added, Integer.MAX_VALUE - 8));
        }
        return plain;
    }
}
