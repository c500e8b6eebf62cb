package org.znn.common.volume.codec;

import java.io.IOException;
import java.io.InputStream;

/** Reads decoding streams whose size is not known in advance. */
final class BoundedStream {

    private BoundedStream() {
    }

    /**
     * Reads a stream to its end.
     *
     * @param maxBytes maximum number of bytes, less than 2^31 - 8
     * @throws IOException if the stream is damaged or has more bytes
     */
    static byte[] readAll(InputStream stream, int maxBytes) throws IOException {
        byte[] plain = stream.readNBytes(maxBytes);
        if (plain.length == maxBytes && stream.read() >= 0) {
            throw new IOException("it holds more than the expected " + maxBytes + " bytes");
        }
        return plain;
    }
}
