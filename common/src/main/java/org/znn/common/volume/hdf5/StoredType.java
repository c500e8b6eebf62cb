package org.znn.common.volume.hdf5;

import java.nio.ByteOrder;
import java.util.Optional;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import org.znn.common.volume.ElementType;

/**
 * A supported element type of an HDF5 dataset.
 *
 * @param type  element type
 * @param order byte order of the elements
 */
record StoredType(ElementType type, ByteOrder order) {

    /**
     * Converts a datatype. Supports integers of 1, 2, 4 and 8 bytes, IEEE floating-point numbers of 2, 4 and 8 bytes,
     * and enumerations over integers (h5py's bool).
     *
     * @return empty if the datatype is not supported
     */
    static Optional<StoredType> of(DataType type) {
        if (type instanceof EnumDataType enumeration) {
            return of(enumeration.getBaseType()).filter(t -> t.type.isInteger());
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
