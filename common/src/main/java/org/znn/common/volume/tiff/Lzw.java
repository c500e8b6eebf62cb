package org.znn.common.volume.tiff;

import java.io.IOException;
import java.util.Arrays;

/**
 * Decodes TIFF's LZW (TIFF 6.0, section 13): codes of 9 to 12 bits, highest bit first, whose width grows one code
 * early. Libtiff before version 3 wrote the lowest bit first, and grew the width when the table was full; such strips
 * are recognised by the lowest bits of their clear code.
 */
final class Lzw {

    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int FIRST_FREE = 258;
    private static final int MIN_WIDTH = 9;
    private static final int MAX_WIDTH = 12;
    private static final int TABLE = 1 << MAX_WIDTH;

    private final byte[] encoded;
    private final boolean isOld;
    private final int[] prefix = new int[TABLE];
    private final int[] length = new int[TABLE];
    private final byte[] first = new byte[TABLE];
    private final byte[] last = new byte[TABLE];
    private int free = FIRST_FREE;
    private long position;

    private Lzw(byte[] encoded) {
        this.encoded = encoded;
        isOld = encoded.length > 1 && encoded[0] == 0 && (encoded[1] & 1) == 1;
        for (int code = 0; code < CLEAR; code++) {
            first[code] = (byte) code;
            last[code] = (byte) code;
            length[code] = 1;
        }
    }

    /**
     * Decodes a strip or tile up to its end or to a number of bytes, whichever comes first.
     *
     * @param maxBytes maximum size of the result in bytes
     * @throws IOException if the codes are damaged
     */
    static byte[] decode(byte[] encoded, int maxBytes) throws IOException {
        byte[] plain = new byte[maxBytes];
        int size = new Lzw(encoded).decode(plain);
        return size == maxBytes ? plain : Arrays.copyOf(plain, size);
    }

    private int decode(byte[] plain) throws IOException {
        int size = 0;
        int previous = -1;
        for (int code = next(); code != END && size < plain.length; code = next()) {
            if (code == CLEAR) {
                free = FIRST_FREE;
                previous = -1;
                continue;
            }
            if (code > free || code == free && (previous < 0 || free == TABLE)) {
                throw new IOException("an LZW code refers to an entry that does not exist: the file is damaged");
            }
            if (previous >= 0 && free < TABLE) {
                prefix[free] = previous;
                length[free] = length[previous] + 1;
                first[free] = first[previous];
                last[free] = first[code == free ? previous : code];
                free++;
            }
            size = write(code, plain, size);
            previous = code;
        }
        return size;
    }

    /** Writes the bytes of a code, as many as there is space for, and returns their end. */
    private int write(int code, byte[] plain, int start) {
        int end = (int) Math.min(plain.length, (long) start + length[code]);
        int entry = code;
        for (int excess = start + length[code] - end; excess > 0; excess--) {
            entry = prefix[entry];
        }
        for (int i = end - 1; i >= start; i--) {
            plain[i] = last[entry];
            entry = prefix[entry];
        }
        return end;
    }

    /** Returns the next code, or END at the end of the data. */
    private int next() {
        // An entry is complete only with the code after it, so that this table is one entry behind the encoder's.
        int width = Math.min(MAX_WIDTH,
                Math.max(MIN_WIDTH, Integer.SIZE - Integer.numberOfLeadingZeros(isOld ? free : free + 1)));
        if (position + width > (long) encoded.length * Byte.SIZE) {
            return END;
        }
        int code = 0;
        int at = (int) (position / Byte.SIZE);
        int used = (int) (position % Byte.SIZE);
        position += width;
        if (isOld) {
            for (int i = 0; used + width > i * Byte.SIZE; i++) {
                code |= (encoded[at + i] & 0xFF) << i * Byte.SIZE;
            }
            return code >>> used & (1 << width) - 1;
        }
        int bytes = (used + width + Byte.SIZE - 1) / Byte.SIZE;
        for (int i = 0; i < bytes; i++) {
            code = code << Byte.SIZE | encoded[at + i] & 0xFF;
        }
        return code >>> bytes * Byte.SIZE - used - width & (1 << width) - 1;
    }
}
