package org.znn.common.volume.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Expands samples whose size is not that of an element type. */
final class PackedSamples {

    private static final int FLOAT24_BYTES = 3;

    private PackedSamples() {
    }

    /**
     * Expands integers that are packed without gaps, highest bit first, in rows that start at whole bytes.
     *
     * @param packed packed rows
     * @param rows   number of rows
     * @param values values of a row
     * @param bits   bits of a value, 1 to 63
     * @param signed whether the highest bit of a value is its sign
     * @param width  bytes of an expanded value
     */
    static ByteBuffer integers(byte[] packed, int rows, int values, int bits, boolean signed, int width) {
        ByteBuffer plain = ByteBuffer.allocate(rows * values * width).order(ByteOrder.BIG_ENDIAN);
        long rowBits = ((long) values * bits + Byte.SIZE - 1) / Byte.SIZE * Byte.SIZE;
        for (int row = 0; row < rows; row++) {
            long position = row * rowBits;
            for (int i = 0; i < values; i++) {
                long value = value(packed, position, bits);
                put(plain, signed ? value << Long.SIZE - bits >> Long.SIZE - bits : value, width);
                position += bits;
            }
        }
        return plain.clear();
    }

    private static long value(byte[] packed, long position, int bits) {
        long value = 0;
        int left = bits;
        long at = position;
        while (left > 0) {
            int used = (int) (at % Byte.SIZE);
            int taken = Math.min(left, Byte.SIZE - used);
            int part = (packed[(int) (at / Byte.SIZE)] & 0xFF) >>> Byte.SIZE - used - taken & (1 << taken) - 1;
            value = value << taken | part;
            left -= taken;
            at += taken;
        }
        return value;
    }

    private static void put(ByteBuffer plain, long value, int width) {
        switch (width) {
            case 1 -> plain.put((byte) value);
            case 2 -> plain.putShort((short) value);
            case 4 -> plain.putInt((int) value);
            default -> plain.putLong(value);
        }
    }

    /**
     * Converts floating-point numbers of 24 bits (1 sign bit, 7 exponent bits with bias 63, 16 fraction bits) to
     * float32, which represents each of them exactly.
     *
     * @param packed values, three bytes each, in the buffer's byte order
     * @param values number of values
     */
    static ByteBuffer floats24(ByteBuffer packed, int values) {
        ByteBuffer plain = ByteBuffer.allocate(values * Float.BYTES).order(ByteOrder.BIG_ENDIAN);
        boolean isBig = packed.order() == ByteOrder.BIG_ENDIAN;
        for (int i = 0; i < values; i++) {
            int at = i * FLOAT24_BYTES;
            int bits = (packed.get(at + (isBig ? 0 : 2)) & 0xFF) << 16 | (packed.get(at + 1) & 0xFF) << 8
                    | packed.get(at + (isBig ? 2 : 0)) & 0xFF;
            plain.putFloat(float24(bits));
        }
        return plain.clear();
    }

    private static float float24(int bits) {
        int sign = bits >>> 23 << 31;
        int exponent = bits >>> 16 & 0x7F;
        int fraction = bits & 0xFFFF;
        if (exponent == 0) {
            float magnitude = Math.scalb((float) fraction, -62 - 16);
            return sign == 0 ? magnitude : -magnitude;
        }
        int biased = exponent == 0x7F ? 0xFF : exponent - 63 + 127;
        return Float.intBitsToFloat(sign | biased << 23 | fraction << 7);
    }
}
