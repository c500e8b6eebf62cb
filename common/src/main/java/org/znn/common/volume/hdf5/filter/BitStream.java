package org.znn.common.volume.hdf5.filter;

import java.io.EOFException;
import java.io.IOException;

/** Reads bits from a byte array, the highest bit of a byte first. */
final class BitStream {

    private final byte[] bytes;
    private long next;

    BitStream(byte[] bytes, int start) {
        this.bytes = bytes;
        next = (long) start * Byte.SIZE;
    }

    /** Reads an unsigned integer of {@code count} bits, 0 to 64. */
    long bits(int count) throws IOException {
        if (count > (long) bytes.length * Byte.SIZE - next) {
            throw end();
        }
        long value = 0;
        int left = count;
        while (left > 0) {
            int inByte = Byte.SIZE - (int) (next % Byte.SIZE);
            int n = Math.min(left, inByte);
            int chunk = (bytes[(int) (next / Byte.SIZE)] & 0xFF) >> inByte - n & (1 << n) - 1;
            value = value << n | chunk;
            next += n;
            left -= n;
        }
        return value;
    }

    /** Counts the zero bits before the next one, which is skipped. */
    int zeros() throws IOException {
        int zeros = 0;
        while (bits(1) == 0) {
            zeros++;
        }
        return zeros;
    }

    private static EOFException end() {
        return new EOFException("a compressed chunk ends early: the file is damaged");
    }
}
