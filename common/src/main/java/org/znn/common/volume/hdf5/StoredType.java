package org.znn.common.volume.hdf5;

import java.nio.ByteOrder;
import java.util.Optional;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import org.znn.common.volume.ElementType;

/**
 * A number type of HDF5 that volumes may have.
 *
 * @param type  of each number
 * @param order of its bytes
 */
record StoredType(ElementType type, ByteOrder order) {

    /**
     * Plain whole numbers of 1, 2, 4 and 8 bytes, IEEE floating-point numbers of 2, 4 and 8 bytes, and enumerations
     * over whole numbers (h5py's bool); empty for anything else.
     */
    static Optional<StoredType> of(DataType type) {
        if (type instanceof EnumDataType named) {
            return of(named.getBaseType()).filter(t -> t.type.isInteger());
        }
        int bits = type.getSize() * Byte.SIZE;
        if (type instanceof FixedPoint whole && Integer.bitCount(bits) == 1 && bits <= Long.SIZE
                && whole.getBitOffset() == 0 && whole.getBitPrecision() == bits) {
            return Optional.of(new StoredType(ElementType.integer(type.getSize(), whole.isSigned()),
                    whole.getByteOrder()));
        }
        if (type instanceof FloatingPoint real && real.getBitOffset() == 0 && isIeee(real, bits)) {
            return Optional.of(new StoredType(ElementType.floating(type.getSize()), real.getByteOrder()));
        }
        return Optional.empty();
    }

    private static boolean isIeee(FloatingPoint real, int bits) {
        int exponent = real.getExponentSize();
        int fraction = real.getMantissaSize();
        return bits == 16 && exponent == 5 && fraction == 10
                || bits == 32 && exponent == 8 && fraction == 23
                || bits == 64 && exponent == 11 && fraction == 52;
    }
}
