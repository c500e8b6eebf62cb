package org.znn.common.volume.hdf5.filter;

import java.io.IOException;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.hdf5.metadata.FilterSpec;

/** The n-bit filter: keeps only the significant bits of each number, highest first. */
final class NBit {

    private static final int ATOMIC = 1;
    private static final int COPIED = 4;

    private final boolean isCopied;
    private final int elements;
    private final int elementBytes;
    private final boolean isBigEndian;
    private final int precision;
    private final int offset;

    /**
     * Creates the filter of a dataset.
     *
     * @param chunkBytes size of a decoded chunk in bytes
     * @throws VolumeException if the parameters are not those of numbers or do not fit the chunks
     */
    NBit(FilterSpec spec, int chunkBytes) {
        int kind = spec.value(3, 0);
        isCopied = spec.value(1, 0) != 0 || kind == COPIED;
        elements = spec.value(2, 0);
        elementBytes = spec.value(4, 0);
        isBigEndian = spec.value(5, 0) == 1;
        precision = spec.value(6, 0);
        offset = spec.value(7, 0);
        if (!isCopied && (kind != ATOMIC || elementBytes < 1 || elementBytes > Long.BYTES || precision < 1
                || offset < 0 || precision > elementBytes * Byte.SIZE - offset
                || (long) elements * elementBytes != chunkBytes)) {
            throw new VolumeException("the chunks use the filter nbit with the parameters "
                    + spec.valuesText() + ", which are not supported; store them with gzip: "
                    + ChunkFilters.RECIPE);
        }
    }

    byte[] decode(byte[] encoded) throws IOException {
        if (isCopied) {
            return encoded;
        }
        if ((long) elements * precision > (long) encoded.length * Byte.SIZE) {
            throw new IOException("an n-bit chunk ends early: the file is damaged");
        }
        BitStream bits = new BitStream(encoded, 0);
        PackedNumbers plain = new PackedNumbers(elements, elementBytes, isBigEndian);
        for (int i = 0; i < elements; i++) {
            plain.put(i, bits.bits(precision) << offset);
        }
        return plain.toBytes();
    }
}
