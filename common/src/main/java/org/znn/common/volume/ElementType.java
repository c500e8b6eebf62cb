package org.znn.common.volume;

import java.nio.ByteBuffer;

/** The element type of a stored volume, with conversions from its byte representation. */
public enum ElementType {
    UINT8(1, false), INT8(1, true), UINT16(2, false), INT16(2, true), UINT32(4, false), INT32(4, true),
    UINT64(8, false), INT64(8, true), FLOAT16(2, true), FLOAT32(4, true), FLOAT64(8, true);

    private final int bytes;
    private final boolean signed;

    ElementType(int bytes, boolean signed) {
        this.bytes = bytes;
        this.signed = signed;
    }

    /** Returns the integer type with the given width (1, 2, 4 or 8 bytes) and signedness. */
    public static ElementType integer(int bytes, boolean signed) {
        for (ElementType type : values()) {
            if (type.isInteger() && type.bytes == bytes && type.signed == signed) {
                return type;
            }
        }
        throw new IllegalArgumentException("no integer type has " + bytes + " bytes");
    }

    /** Returns the floating-point type with the given width (2, 4 or 8 bytes). */
    public static ElementType floating(int bytes) {
        return switch (bytes) {
            case 2 -> FLOAT16;
            case 4 -> FLOAT32;
            case 8 -> FLOAT64;
            default -> throw new IllegalArgumentException("no floating-point type has " + bytes + " bytes");
        };
    }

    /** Returns the element type of a precision. */
    public static ElementType of(Precision precision) {
        return precision == Precision.FLOAT32 ? FLOAT32 : FLOAT64;
    }

    /** Size of an element in bytes. */
    public int bytes() {
        return bytes;
    }

    public boolean isSigned() {
        return signed;
    }

    public boolean isInteger() {
        return compareTo(FLOAT16) < 0;
    }

    /** Reads the element at a byte position, in the buffer's byte order; 64-bit integers are rounded to 53 bits. */
    public double getDouble(ByteBuffer source, int position) {
        return switch (this) {
            case FLOAT32 -> source.getFloat(position);
            case FLOAT64 -> source.getDouble(position);
            case FLOAT16 -> HalfFloat.toFloat(source.getShort(position));
            case UINT64 -> unsignedToDouble(source.getLong(position));
            default -> getLong(source, position);
        };
    }

    /**
     * Reads the element at a byte position as an integer; a UINT64 of 2^63 or more keeps its 64 bits.
     *
     * @throws VolumeException if a floating-point element is not a whole number below 2^63
     */
    public long getLong(ByteBuffer source, int position) {
        return switch (this) {
            case UINT8 -> source.get(position) & 0xFF;
            case INT8 -> source.get(position);
            case UINT16 -> source.getShort(position) & 0xFFFF;
            case INT16 -> source.getShort(position);
            case UINT32 -> source.getInt(position) & 0xFFFF_FFFFL;
            case INT32 -> source.getInt(position);
            case UINT64, INT64 -> source.getLong(position);
            case FLOAT16, FLOAT32, FLOAT64 -> toWhole(getDouble(source, position));
        };
    }

    private static long toWhole(double value) {
        long whole = (long) value;
        if (whole != value || whole == Long.MAX_VALUE) {
            throw new VolumeException("ids must be whole numbers, but the file contains " + value);
        }
        return whole;
    }

    private static double unsignedToDouble(long bits) {
        // Halving keeps the lowest bit as a sticky bit, so that the conversion rounds only once.
        return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
    }
}
