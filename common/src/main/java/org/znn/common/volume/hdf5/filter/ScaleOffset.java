package org.znn.common.volume.hdf5.filter;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.hdf5.metadata.FilterSpec;

/**
 * The scale-offset filter: a chunk holds its minimum and the differences from it in as few bits as the largest one
 * needs, for floating-point numbers after multiplication by a power of ten and rounding. The largest difference stands
 * for the fill value where the dataset has one.
 */
final class ScaleOffset {

    private static final int FLOAT_DECIMAL = 0;
    private static final int INTEGER = 2;
    private static final int HEADER = 21;
    private static final int MINIMUM = 5;
    private static final int FILL_VALUE = 8;

    private final boolean isReal;
    private final int decimals;
    private final int elements;
    private final int elementBytes;
    private final boolean isBigEndian;
    private final boolean hasFillValue;
    private final long fillValue;

    /**
     * Creates the filter of a dataset.
     *
     * @param chunkBytes size of a decoded chunk in bytes
     * @throws VolumeException if the parameters are not supported or do not fit the chunks
     */
    ScaleOffset(FilterSpec spec, int chunkBytes) {
        int kind = spec.value(0, -1);
        isReal = spec.value(3, 0) == 1;
        decimals = spec.value(1, 0);
        elements = spec.value(2, 0);
        elementBytes = spec.value(4, 0);
        isBigEndian = spec.value(6, 0) == 1;
        hasFillValue = spec.value(7, 0) == 1;
        fillValue = spec.value(FILL_VALUE, 0) & 0xFFFF_FFFFL | (long) spec.value(FILL_VALUE + 1, 0) << Integer.SIZE;
        boolean fits = isReal ? kind == FLOAT_DECIMAL && (elementBytes == Float.BYTES || elementBytes == Double.BYTES)
                : kind == INTEGER && elementBytes >= 1 && elementBytes <= Long.BYTES;
        if (!fits || (long) elements * elementBytes != chunkBytes) {
            throw new VolumeException("the chunks use the filter scale-offset with the parameters "
                    + spec.valuesText() + ", which are not supported; store them with gzip: "
                    + ChunkFilters.RECIPE);
        }
    }

    byte[] decode(byte[] encoded) throws IOException {
        if (encoded.length < HEADER) {
            throw damaged();
        }
        ByteBuffer header = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
        int bits = header.getInt(0);
        long minimum = header.getLong(MINIMUM);
        int fullBits = elementBytes * Byte.SIZE;
        if (bits < 0 || bits > fullBits || (long) elements * bits > (encoded.length - (long) HEADER) * Byte.SIZE) {
            throw damaged();
        }
        BitStream stream = new BitStream(encoded, HEADER);
        PackedNumbers plain = new PackedNumbers(elements, elementBytes, isBigEndian);
        // Numbers that need all of their bits are stored as they are.
        if (bits == fullBits) {
            for (int i = 0; i < elements; i++) {
                plain.put(i, littleEndian(encoded, HEADER + i * elementBytes));
            }
            return plain.toBytes();
        }
        long last = (1L << bits) - 1;
        for (int i = 0; i < elements; i++) {
            long difference = stream.bits(bits);
            plain.put(i, hasFillValue && difference == last ? fillValue : value(difference, minimum));
        }
        return plain.toBytes();
    }

    private long littleEndian(byte[] encoded, int at) {
        long value = 0;
        for (int i = 0; i < elementBytes; i++) {
            value |= (encoded[at + i] & 0xFFL) << i * Byte.SIZE;
        }
        return value;
    }

    private long value(long difference, long minimum) {
        if (!isReal) {
            return minimum + difference;
        }
        if (elementBytes == Float.BYTES) {
            float value = (float) (int) difference / (float) Math.pow(10, decimals);
            return Float.floatToRawIntBits(value + Float.intBitsToFloat((int) minimum));
        }
        return Double.doubleToRawLongBits(difference / Math.pow(10, decimals) + Double.longBitsToDouble(minimum));
    }

    private static IOException damaged() {
        return new IOException("a chunk of the scale-offset filter is damaged");
    }
}
