package org.znn.common.volume.hdf5.filter;

import java.io.IOException;
import java.util.Arrays;

/**
 * LZF, the fast codec of h5py. A control byte c below 32 is followed by c + 1 literal bytes. Any other control byte
 * copies earlier bytes: its upper three bits are the length minus 2 (7: the next byte is added), its lower 5 bits and
 * the next byte the distance minus 1.
 */
final class Lzf {

    private static final int MAX_LITERALS = 32;
    private static final int LONG_LENGTH = 7;
    /** Three bytes copy at most 264. */
    private static final long MAX_RATIO = 88;

    private Lzf() {
    }

    /**
     * Decodes a chunk.
     *
     * @param maxBytes maximum size of the result in bytes
     * @throws IOException if the chunk is damaged or holds more than {@code maxBytes}
     */
    static byte[] decode(byte[] encoded, int maxBytes) throws IOException {
        byte[] plain = new byte[(int) Math.min(maxBytes, MAX_RATIO * encoded.length)];
        int size = 0;
        int at = 0;
        while (at < encoded.length) {
            int control = encoded[at++] & 0xFF;
            if (control < MAX_LITERALS) {
                int count = control + 1;
                if (count > encoded.length - at || count > plain.length - size) {
                    throw damaged();
                }
                System.arraycopy(encoded, at, plain, size, count);
                at += count;
                size += count;
                continue;
            }
            int length = control >> 5;
            if (length == LONG_LENGTH && at < encoded.length) {
                length += encoded[at++] & 0xFF;
            }
            length += 2;
            if (at == encoded.length) {
                throw damaged();
            }
            int distance = ((control & 0x1F) << Byte.SIZE | encoded[at++] & 0xFF) + 1;
            if (distance > size || length > plain.length - size) {
                throw damaged();
            }
            for (int end = size + length; size < end; size++) {
                plain[size] = plain[size - distance];
            }
        }
        return Arrays.copyOf(plain, size);
    }

    private static IOException damaged() {
        return new IOException("an LZF chunk is damaged");
    }
}
