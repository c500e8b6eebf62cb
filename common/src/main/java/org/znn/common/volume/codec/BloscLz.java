package org.znn.common.volume.codec;

import java.io.IOException;
import java.util.Arrays;

/**
 * BloscLZ, Blosc's own codec: an LZ77 code of literal bytes and matches.
 * <p>
 * The three high bits of a control byte, L, and its five low bits, D, mean: L = 0: D + 1 literal bytes follow; L &gt;
 * 0: copy L + 2 earlier bytes. If L = 7, further bytes are added to the length, up to and including the first one below
 * 255. The next byte d gives the distance 256·D + d + 1; if D = 31 and d = 255, two more bytes, big-endian, give the
 * distance minus 8192. The high bits of the first control byte are ignored: literal bytes follow it.
 */
final class BloscLz {

    private static final int DISTANCE_BITS = 5;
    private static final int LOW = (1 << DISTANCE_BITS) - 1;
    private static final int LONG_LENGTH = 7;
    private static final int NEAR_DISTANCES = 8192;

    private final byte[] encoded;
    private final int end;
    private int next;
    private final byte[] plain;
    private int size;

    private BloscLz(byte[] encoded, int offset, int length, int decodedBytes) {
        this.encoded = encoded;
        next = offset;
        end = offset + length;
        plain = new byte[decodedBytes];
    }

    /**
     * Decodes a block.
     *
     * @param encoded      array that holds the block
     * @param offset       index of the first byte
     * @param length       number of bytes of the block
     * @param decodedBytes exact size of the result in bytes
     * @throws IOException if the block is damaged or its content has another size
     */
    static byte[] decode(byte[] encoded, int offset, int length, int decodedBytes) throws IOException {
        return new BloscLz(encoded, offset, length, decodedBytes).decode();
    }

    private byte[] decode() throws IOException {
        int control = take() & LOW;
        while (true) {
            if (control > LOW) {
                copyMatch(control >>> DISTANCE_BITS, control & LOW);
            } else {
                copyLiterals(control + 1);
            }
            if (next == end) {
                break;
            }
            control = take();
        }
        if (size != plain.length) {
            throw damaged();
        }
        return plain;
    }

    private void copyLiterals(int count) throws IOException {
        if (count > end - next || count > plain.length - size) {
            throw damaged();
        }
        System.arraycopy(encoded, next, plain, size, count);
        next += count;
        size += count;
    }

    private void copyMatch(int shortLength, int highDistance) throws IOException {
        long length = shortLength + 2L;
        if (shortLength == LONG_LENGTH) {
            int more;
            do {
                more = take();
                length += more;
            } while (more == 0xFF);
        }
        int low = take();
        int distance = highDistance << Byte.SIZE | low;
        if (highDistance == LOW && low == 0xFF) {
            distance = (take() << Byte.SIZE | take()) + NEAR_DISTANCES - 1;
        }
        distance++;
        if (distance > size || length > plain.length - size) {
            throw damaged();
        }
        if (distance == 1) {
            Arrays.fill(plain, size, size + (int) length, plain[size - 1]);
        } else if (distance >= length) {
            System.arraycopy(plain, size - distance, plain, size, (int) length);
        } else {
            for (int i = size; i < size + length; i++) {
                plain[i] = plain[i - distance];
            }
        }
        size += (int) length;
    }

    private int take() throws IOException {
        if (next == end) {
            throw damaged();
        }
        return encoded[next++] & 0xFF;
    }

    private IOException damaged() {
        return new IOException("a BloscLZ block does not expand to " + plain.length + " bytes: the file is damaged");
    }
}
