package org.znn.common.volume.codec;

import java.io.IOException;

/** The checksum filter of HDF5: a Fletcher checksum over big-endian 16-bit words, appended little-endian. */
public final class Fletcher32 {

    /** Size of the checksum in bytes. */
    public static final int BYTES = Checksum.BYTES;

    private Fletcher32() {
    }

    /**
     * Verifies and removes the checksum.
     *
     * @throws IOException if the checksum does not match
     */
    public static byte[] verify(byte[] stored) throws IOException {
        return Checksum.verify(stored, Fletcher32::sum);
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
