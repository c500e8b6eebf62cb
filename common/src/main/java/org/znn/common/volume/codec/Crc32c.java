package org.znn.common.volume.codec;

import java.io.IOException;
import java.util.zip.CRC32C;

/** A checksum appended to a chunk: CRC-32C (RFC 3720), little-endian. */
public final class Crc32c {

    /** Size of the checksum in bytes. */
    public static final int BYTES = Checksum.BYTES;

    private Crc32c() {
    }

    /**
     * Verifies and removes the checksum.
     *
     * @throws IOException if the checksum does not match
     */
    public static byte[] verify(byte[] stored) throws IOException {
        return Checksum.verify(stored, plain -> {
            CRC32C sum = new CRC32C();
            sum.update(plain, 0, plain.length);
            return (int) sum.getValue();
        });
    }
}
