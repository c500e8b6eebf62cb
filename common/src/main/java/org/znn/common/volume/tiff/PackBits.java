package org.znn.common.volume.tiff;

import java.util.Arrays;

/** Decodes PackBits (TIFF 6.0, section 9): up to 128 literal bytes, or repetitions of one byte. */
final class PackBits {

    private PackBits() {
    }

    /**
     * Decodes a strip or tile up to its end or to a number of bytes, whichever comes first.
     *
     * @param maxBytes maximum size of the result in bytes
     */
    static byte[] decode(byte[] encoded, int maxBytes) {
        byte[] plain = new byte[maxBytes];
        int size = 0;
        int next = 0;
        while (size < maxBytes && next + 1 < encoded.length) {
            int header = encoded[next++];
            if (header >= 0) {
                int count = Math.min(header + 1, Math.min(maxBytes - size, encoded.length - next));
                System.arraycopy(encoded, next, plain, size, count);
                size += count;
                next += header + 1;
            } else if (header != Byte.MIN_VALUE) {
                int count = Math.min(1 - header, maxBytes - size);
                Arrays.fill(plain, size, size + count, encoded[next++]);
                size += count;
            }
        }
        return size == maxBytes ? plain : Arrays.copyOf(plain, size);
    }
}
