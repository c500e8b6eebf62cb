package org.znn.common.volume.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.znn.common.volume.storage.ByteSource;

/**
 * The header of a TIFF file and the widths that follow from it.
 *
 * @param source the file
 * @param order  of the bytes of a number
 * @param big    whether it is a BigTIFF, whose offsets and counts are 64-bit
 */
record TiffFile(ByteSource source, ByteOrder order, boolean big) {

    private static final int BIG_VERSION = 43;

    static TiffFile of(ByteSource source) throws IOException {
        ByteOrder order = source.read(0, 1, ByteOrder.BIG_ENDIAN).get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN
                : ByteOrder.BIG_ENDIAN;
        return new TiffFile(source, order, source.read(2, 2, order).getShort(0) == BIG_VERSION);
    }

    /** Bytes of an offset. */
    int offsetBytes() {
        return big ? Long.BYTES : Integer.BYTES;
    }

    /** Where the offset of the first directory stands. */
    int firstOffsetPosition() {
        return big ? 8 : 4;
    }

    /** Bytes of the number of entries of a directory. */
    int countBytes() {
        return big ? Long.BYTES : Short.BYTES;
    }

    /** Bytes of one entry of a directory. */
    int entryBytes() {
        return big ? 20 : 12;
    }

    ByteBuffer read(long position, int count) throws IOException {
        return source.read(position, count, order);
    }

    /** The unsigned number of so many bytes (1, 2, 4 or 8). */
    long number(ByteBuffer bytes, int position, int width) {
        return switch (width) {
            case 1 -> bytes.get(position) & 0xFF;
            case 2 -> bytes.getShort(position) & 0xFFFF;
            case 4 -> bytes.getInt(position) & 0xFFFF_FFFFL;
            default -> bytes.getLong(position);
        };
    }

    long offset(ByteBuffer bytes, int position) {
        return number(bytes, position, offsetBytes());
    }
}
