package org.znn.common.volume.hdf5.array;

import org.znn.common.volume.ElementType;

/** Conversion of numbers to the nearest one that an integer type holds. */
final class IntegerRange {

    private static final double UNSIGNED_END = 0x1p64;

    private IntegerRange() {
    }

    /** Converts an integer; of unsigned 64-bit integers, all bits are kept. */
    static long clamp(ElementType from, ElementType to, long value) {
        boolean isHuge = from == ElementType.UINT64 && value < 0;
        if (to == ElementType.UINT64) {
            return isHuge ? value : Math.max(0, value);
        }
        return isHuge ? max(to) : Math.max(min(to), Math.min(max(to), value));
    }

    /** Converts a real number, cutting off its fraction; NaN becomes 0. */
    static long truncate(ElementType to, double value) {
        if (to == ElementType.UINT64) {
            return value >= UNSIGNED_END ? -1 : value >= 0x1p63 ? (long) (value - 0x1p63) ^ Long.MIN_VALUE
                    : Math.max(0, (long) value);
        }
        return Math.max(min(to), Math.min(max(to), (long) value));
    }

    private static long max(ElementType type) {
        return Long.MAX_VALUE >>> Long.SIZE - bits(type) - (type.isSigned() ? 0 : 1);
    }

    private static long min(ElementType type) {
        return type.isSigned() ? -1L << bits(type) - 1 : 0;
    }

    private static int bits(ElementType type) {
        return type.bytes() * Byte.SIZE;
    }
}
