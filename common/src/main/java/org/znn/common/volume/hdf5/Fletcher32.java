package org.znn.common.volume.hdf5;

import java.io.IOException;
import java.util.Arrays;

/** HDF5's checksum filter: a Fletcher checksum over big-endian 16-bit words, appended little-endian. */
final class Fletcher32 {

    /** Size of the checksum in bytes. */
    static final int BYTES = 4;

    private Fletcher32() {
    }

    /**
     * Verifies and removes the checksum.
     *
     * @throws IOException if the checksum does not match
     */
    static byte[] verify(byte[] stored) throws IOException {
        if (stored.length < BYTES) {
            throw new IOException("a chunk is shorter than its checksum: the file is damaged");
        }
        byte[] bytes = Arrays.copyOf(stored, stored.length - BYTES);
        int found = 0;
        for (int i = 0; i < BYTES; i++) {
            found |= (stored[bytes.length + i] & 0xFF) << (i * Byte.SIZE);
        }
        if (found != sum(bytes)) {
            throw new IOException("the checksum of a chunk does not match its contents: the file is damaged");
        }
        return bytes;
    }

    private static int sum(byte[] bytes) {
        long low = 0;
        long high = 0;
        for (int i = 0; i < bytes.length; i += 2) {
            int second = i + 1 < bytes.length ? bytes[i + 1] & 0xFF : 0;
            low = (low + ((bytes[i] & 0xFF) << Byte.SIZE | second)) % 0xFFFF;
            high = (high + low) % 0xFFFF;
        }
        return (int) (nonZero(high, bytes) << Short.SIZE | nonZero(low, bytes));
    }

    /** Adapts a sum modulo 0xFFFF to HDF5, whose carry folding yields 0xFFFF instead of 0 unless all words are 0. */
    private static long nonZero(long sum, byte[] bytes) {
        boolean zeros = true;
        for (byte b : bytes) {
            zeros &= b == 0;
        }
        return sum == 0 && !zeros ? 0xFFFF : sum;
    }
}
