package org.znn.common.volume.hdf5;

import java.io.ByteArrayOutputStream;
import org.znn.common.geometry.IntMath;

/** Builds a byte array of little-endian values. */
final class LittleEndianWriter {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Appends the {@code count} lowest bytes of a value. */
    LittleEndianWriter put(long value, int count) {
        for (int i = 0; i < count; i++) {
            bytes.write((int) (value >>> Math.min(i * Byte.SIZE, Long.SIZE - 1)));
        }
        return this;
    }

    LittleEndianWriter u8(int... values) {
        for (int value : values) {
            put(value, 1);
        }
        return this;
    }

    LittleEndianWriter u16(int value) {
        return put(value, 2);
    }

    LittleEndianWriter u32(long value) {
        return put(value, 4);
    }

    LittleEndianWriter u64(long value) {
        return put(value, 8);
    }

    LittleEndianWriter put(byte[] values) {
        bytes.writeBytes(values);
        return this;
    }

    /** Appends zeros until the length is a multiple of {@code unit}. */
    LittleEndianWriter alignTo(int unit) {
        return zeros(IntMath.roundUp(bytes.size(), unit) - bytes.size());
    }

    LittleEndianWriter zeros(int count) {
        return put(new byte[count]);
    }

    int length() {
        return bytes.size();
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
