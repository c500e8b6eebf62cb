package org.znn.common.volume.hdf5.metadata;

import java.io.IOException;
import java.nio.ByteOrder;

/**
 * The type of the elements of a dataset or an attribute.
 *
 * @param kind      class of the type
 * @param bytes     size of an element in bytes
 * @param order     byte order of numbers
 * @param isSigned  whether integers are signed
 * @param bitOffset position of the lowest significant bit of numbers
 * @param precision number of significant bits of numbers
 * @param real      fields of floating-point numbers; null for other types
 * @param base      type of the values of an enumeration; null for other types
 */
public record Datatype(Kind kind, int bytes, ByteOrder order, boolean isSigned, int bitOffset, int precision,
        FloatFields real, Datatype base) {

    private static final int MAX_DEPTH = 8;
    private static final int BIG_ENDIAN = 1;
    private static final int VAX = 1 << 6 | 1;
    private static final int SIGNED = 1 << 3;
    private static final int VARIABLE_STRING = 1;

    /** Class of a type. */
    public enum Kind {
        INTEGER("integers"), FLOAT("floating-point numbers"), TEXT("text"), VARIABLE_TEXT("text"),
        SEQUENCE("sequences of variable length"), ENUMERATION("enumerations"), COMPOUND("compound values"),
        ARRAY("arrays"), REFERENCE("references"), COMPLEX("complex numbers"), OTHER("opaque values");

        private final String description;

        Kind(String description) {
            this.description = description;
        }

        /** Returns the name of the elements for error messages. */
        public String description() {
            return description;
        }
    }

    /**
     * The fields of a floating-point number, as positions and widths in bits.
     *
     * @param sign          position of the sign
     * @param exponent      position of the exponent
     * @param exponentBits  width of the exponent
     * @param mantissa      position of the mantissa
     * @param mantissaBits  width of the mantissa
     * @param bias          bias of the exponent
     * @param hasImpliedBit whether the highest bit of the mantissa is one and not stored
     */
    public record FloatFields(int sign, int exponent, int exponentBits, int mantissa, int mantissaBits, long bias,
            boolean hasImpliedBit) {
    }

    /** Reads a datatype message (File Format Specification, IV.A.2.d). */
    static Datatype read(Fields body) throws IOException {
        return read(body, 0);
    }

    private static Datatype read(Fields body, int depth) throws IOException {
        int classAndVersion = body.u8();
        int flags = (int) body.unsigned(3);
        int bytes = body.count();
        if (bytes < 1 || depth > MAX_DEPTH) {
            throw new IOException("the file is damaged: an element type has " + bytes + " bytes");
        }
        return switch (classAndVersion & 0xF) {
            case 0, 4 -> number(Kind.INTEGER, bytes, flags, body);
            case 1 -> number(Kind.FLOAT, bytes, flags, body);
            case 3 -> plain(Kind.TEXT, bytes, null);
            case 6 -> plain(Kind.COMPOUND, bytes, null);
            case 7 -> plain(Kind.REFERENCE, bytes, null);
            case 8 -> plain(Kind.ENUMERATION, bytes, read(body, depth + 1));
            case 9 -> plain((flags & 0xF) == VARIABLE_STRING ? Kind.VARIABLE_TEXT : Kind.SEQUENCE, bytes, null);
            case 10 -> plain(Kind.ARRAY, bytes, null);
            case 11 -> plain(Kind.COMPLEX, bytes, null);
            default -> plain(Kind.OTHER, bytes, null);
        };
    }

    private static Datatype plain(Kind kind, int bytes, Datatype base) {
        return new Datatype(kind, bytes, ByteOrder.LITTLE_ENDIAN, false, 0, 0, null, base);
    }

    private static Datatype number(Kind kind, int bytes, int flags, Fields body) throws IOException {
        int bitOffset = body.u16();
        int precision = body.u16();
        if (precision < 1 || (double) bitOffset + precision > (double) bytes * Byte.SIZE) {
            throw new IOException("the file is damaged: numbers of " + bytes + " bytes have " + precision
                    + " bits from bit " + bitOffset + " on");
        }
        ByteOrder order = (flags & BIG_ENDIAN) != 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        if (kind == Kind.INTEGER) {
            return new Datatype(kind, bytes, order, (flags & SIGNED) != 0, bitOffset, precision, null, null);
        }
        if ((flags & VAX) == VAX) {
            return plain(Kind.OTHER, bytes, null);
        }
        int normalisation = flags >> 4 & 3;
        FloatFields real = new FloatFields(flags >> 8 & 0xFF, body.u8(), body.u8(), body.u8(), body.u8(),
                body.unsigned(Integer.BYTES), normalisation == 2);
        return new Datatype(kind, bytes, order, true, bitOffset, precision, real, null);
    }
}
