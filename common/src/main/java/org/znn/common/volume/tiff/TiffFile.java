package org.znn.common.volume.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.znn.common.volume.storage.ByteSource;

/**
 * A TIFF file and the field widths that follow from its header.
 *
 * @param source source of the file's bytes
 * @param order  byte order
 * @param big    whether the file is a BigTIFF, whose offsets and counts have 64 bits
 */
record TiffFile(ByteSource source, ByteOrder order, boolean big) {

    private static final int BIG_VERSION = 43;

    static TiffFile of(ByteSource source) throws IOException {
        ByteOrder order = source.read(0, 1, ByteOrder.BIG_ENDIAN).get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN
                : ByteOrder.BIG_ENDIAN;
        return new TiffFile(source, order, source.read(2, 2, order).getShort(0) == BIG_VERSION);
    }

    /** Returns the size of an offset in bytes. */
    int offsetBytes() {
        return big ? Long.BYTES : Integer.BYTES;
    }

    /** Returns the position of the offset of the first directory. */
    int firstOffsetPosition() {
        return big ? 8 : 4;
    }

    /** Returns the size of a directory's entry count in bytes. */
    int countBytes() {
        return big ? Long.BYTES : Short.BYTES;
    }

    /** Returns the size of a directory entry in bytes. */
    int entryBytes() {
        return big ? 20 : 12;
    }

    ByteBuffer read(long position, int count) throws IOException {
        return source.read(position, count, order);
    }

    /** Reads an unsigned integer with the given width (1, 2, 4 or 8 bytes). */
    long unsigned(ByteBuffer bytes, int position, int width) {
        return switch (width) {
            case 1 -> bytes.get(position) & 0xFF;
            case 2 -> bytes.getShort(position) & 0xFFFF;
            case 4 -> bytes.getInt(position) & 0xFFFF_FFFFL;
            default -> bytes.getLong(position);
        };
    }

    long offset(ByteBuffer bytes, int position) {
        return unsigned(bytes, position, offsetBytes());
    }
}
