package org.znn.common.volume.hdf5;

import java.io.ByteArrayOutputStream;

/** Bytes in the making, little-endian as everything in our files is. */
final class LittleEndian {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** The lowest {@code count} bytes of a number. */
    LittleEndian number(long value, int count) {
        for (int i = 0; i < count; i++) {
            bytes.write((int) (value >>> Math.min(i * Byte.SIZE, Long.SIZE - 1)));
        }
        return this;
    }

    LittleEndian u8(int... values) {
        for (int value : values) {
            number(value, 1);
        }
        return this;
    }

    LittleEndian u16(int value) {
        return number(value, 2);
    }

    LittleEndian u32(long value) {
        return number(value, 4);
    }

    LittleEndian u64(long value) {
        return number(value, 8);
    }

    LittleEndian put(byte[] more) {
        bytes.writeBytes(more);
        return this;
    }

    /** Zeros until the length is a multiple of {@code unit}. */
    LittleEndian alignTo(int unit) {
        return zeros(Math.floorMod(-bytes.size(), unit));
    }

    LittleEndian zeros(int count) {
        return put(new byte[count]);
    }

    int length() {
        return bytes.size();
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
