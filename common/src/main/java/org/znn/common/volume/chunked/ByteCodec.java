package org.znn.common.volume.chunked;

import java.io.IOException;

/** Decodes the bytes of a chunk. */
@FunctionalInterface
public interface ByteCodec {

    /**
     * Decodes a chunk.
     *
     * @param maxBytes maximum size of the result in bytes
     * @throws IOException if the chunk is damaged or its content is larger
     */
    byte[] decode(byte[] encoded, int maxBytes) throws IOException;
}
