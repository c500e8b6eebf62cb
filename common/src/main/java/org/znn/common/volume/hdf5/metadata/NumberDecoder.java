package org.znn.common.volume.hdf5.metadata;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.hdf5.metadata.Datatype.FloatFields;

/**
 * Decodes numbers of any width up to 64 bits and of any position of their bits: integers of 12 bits in 16, numbers of
 * 24 bits, bfloat16.
 *
 * @param stored type in the file
 * @param type   smallest element type that holds every value
 */
public record NumberDecoder(Datatype stored, ElementType type) {

    private static final int BITS = Long.SIZE;

    /** Returns the decoder of a type; empty if its elements are not numbers of up to 64 bits. */
    public static Optional<NumberDecoder> of(Datatype type) {
        if (type.kind() == Datatype.Kind.ENUMERATION) {
            return of(type.base()).filter(d -> d.type.isInteger() && d.stored.bytes() == type.bytes());
        }
        if (type.bytes() > Long.BYTES || type.precision() < 1) {
            return Optional.empty();
        }
        return switch (type.kind()) {
            case INTEGER -> Optional.of(new NumberDecoder(type, ElementType.integer(
                    Integer.highestOneBit(2 * type.bytes() - 1), type.isSigned())));
            case FLOAT -> floating(type);
            default -> Optional.empty();
        };
    }

    private static Optional<NumberDecoder> floating(Datatype type) {
        FloatFields f = type.real();
        boolean fits = f.exponentBits() >= 1 && f.exponentBits() <= 11 && f.mantissaBits() >= 1
                && f.mantissaBits() <= 52 && f.sign() < BITS && f.exponent() + f.exponentBits() <= BITS
                && f.mantissa() + f.mantissaBits() <= BITS
                && maxExponent(f) <= Double.MAX_EXPONENT && 1 - f.bias() >= Double.MIN_EXPONENT;
        if (!fits) {
            return Optional.empty();
        }
        NumberDecoder half = new NumberDecoder(type, ElementType.FLOAT16);
        if (half.isPlain() && f.exponentBits() == 5) {
            return Optional.of(half);
        }
        boolean isSingle = f.mantissaBits() <= 23 && maxExponent(f) <= Float.MAX_EXPONENT
                && 1 - f.bias() >= Float.MIN_EXPONENT;
        return Optional.of(new NumberDecoder(type, isSingle ? ElementType.FLOAT32 : ElementType.FLOAT64));
    }

    private static long maxExponent(FloatFields f) {
        return (1L << f.exponentBits()) - 2 - f.bias();
    }

    /** Whether the stored bytes are those of the element type, up to their order. */
    public boolean isPlain() {
        if (stored.kind() == Datatype.Kind.FLOAT) {
            int bits = stored.bytes() * Byte.SIZE;
            FloatFields f = stored.real();
            return stored.bytes() == type.bytes() && stored.bitOffset() == 0 && f.hasImpliedBit()
                    && f.mantissa() == 0 && f.exponent() == f.mantissaBits() && f.sign() == bits - 1
                    && f.exponent() + f.exponentBits() == bits - 1 && f.bias() == (1L << f.exponentBits() - 1) - 1;
        }
        return stored.bytes() == type.bytes() && stored.bitOffset() == 0
                && stored.precision() == stored.bytes() * Byte.SIZE;
    }

    /** Decodes an integer at a byte position; of 64 unsigned bits, all are kept. */
    public long integer(ByteBuffer source, int position) {
        int unused = BITS - stored.precision();
        long value = bits(source, position) >>> stored.bitOffset() << unused;
        return stored.isSigned() ? value >> unused : value >>> unused;
    }

    /** Decodes a number at a byte position; integers of more than 53 bits are rounded. */
    public double real(ByteBuffer source, int position) {
        if (type.isInteger()) {
            long value = integer(source, position);
            return type.isSigned() || value >= 0 ? value : ((value >>> 1) | (value & 1)) * 2.0;
        }
        FloatFields f = stored.real();
        long bits = bits(source, position);
        long mantissa = field(bits, f.mantissa(), f.mantissaBits());
        long exponent = field(bits, f.exponent(), f.exponentBits());
        double sign = field(bits, f.sign(), 1) == 0 ? 1 : -1;
        if (exponent == (1L << f.exponentBits()) - 1) {
            return mantissa == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
        }
        boolean isImplied = f.hasImpliedBit() && exponent != 0;
        long power = (isImplied || !f.hasImpliedBit() ? exponent : 1) - f.bias() - f.mantissaBits();
        return sign * Math.scalb((double) (mantissa | (isImplied ? 1L << f.mantissaBits() : 0)),
                (int) Math.max(-4096, Math.min(4096, power)));
    }

    private static long field(long bits, int position, int width) {
        return bits >>> position & -1L >>> BITS - width;
    }

    private long bits(ByteBuffer source, int position) {
        int n = stored.bytes();
        long bits = 0;
        for (int i = 0; i < n; i++) {
            int at = stored.order() == ByteOrder.LITTLE_ENDIAN ? n - 1 - i : i;
            bits = bits << Byte.SIZE | source.get(position + at) & 0xFF;
        }
        return bits;
    }
}
