package org.znn.common.volume.hdf5;

import org.znn.common.volume.ElementType;

/** Encodes element types as HDF5 datatype messages (File Format Specification, IV.A.2.d), little-endian. */
final class Hdf5Types {

    private static final int VERSION = 1 << 4;
    private static final int FLOATING_CLASS = 1;
    private static final int SIGNED = 1 << 3;
    /** Mantissa normalization: the most significant bit is always one and not stored. */
    private static final int IMPLIED_BIT = 2 << 4;

    private Hdf5Types() {
    }

    /** Returns the datatype message of an element type. */
    static byte[] message(ElementType type) {
        int bits = type.bytes() * Byte.SIZE;
        LittleEndianWriter out = new LittleEndianWriter();
        if (type.isInteger()) {
            out.u8(VERSION, type.isSigned() ? SIGNED : 0, 0, 0).u32(type.bytes()).u16(0).u16(bits);
        } else {
            int exponentBits = switch (type) {
                case FLOAT16 -> 5;
                case FLOAT32 -> 8;
                default -> 11;
            };
            int fractionBits = bits - 1 - exponentBits;
            out.u8(VERSION | FLOATING_CLASS, IMPLIED_BIT, bits - 1, 0).u32(type.bytes()).u16(0).u16(bits)
                    .u8(fractionBits, exponentBits, 0, fractionBits).u32((1 << (exponentBits - 1)) - 1);
        }
        return out.toBytes();
    }
}
