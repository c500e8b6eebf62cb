package org.znn.common.volume.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A directory of a TIFF file: the entries that describe one page. Values are read on demand. */
final class TiffDirectory {

    private static final int MAX_ENTRIES = 1000;
    private static final int MAX_TEXT_BYTES = 1 << 16;
    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

    private final TiffFile file;
    private final long offset;
    private final int entries;
    private final ByteBuffer bytes;

    TiffDirectory(TiffFile file, long offset) throws IOException {
        this.file = file;
        this.offset = offset;
        long count = file.unsigned(file.read(offset, file.countBytes()), 0, file.countBytes());
        if (count < 1 || count > MAX_ENTRIES) {
            throw new IOException("the page directory at position " + offset + " declares " + count
                    + " entries: the file is damaged");
        }
        entries = (int) count;
        bytes = file.read(offset + file.countBytes(), entries * file.entryBytes() + file.offsetBytes());
    }

    /** Returns the position of the directory in the file. */
    long offset() {
        return offset;
    }

    long fileLength() {
        return file.source().length();
    }

    /** Returns the position in the file of the offset of the next directory. */
    long nextPosition() {
        return offset + file.countBytes() + (long) entries * file.entryBytes();
    }

    /** Returns the offset of the next directory; 0 on the last page. */
    long next() {
        return file.offset(bytes, entries * file.entryBytes());
    }

    /** Returns the first value of a tag, or a default if the directory does not contain the tag. */
    long value(TiffTag tag, long defaultValue) throws IOException {
        TiffValues values = values(tag);
        return values.count() == 0 ? defaultValue : values.get(0);
    }

    /** Returns the values of a tag; none if the directory does not contain the tag. */
    TiffValues values(TiffTag tag) throws IOException {
        int entry = find(tag);
        if (entry < 0) {
            return TiffValues.NONE;
        }
        int type = bytes.getShort(entry + 2) & 0xFFFF;
        int width = type < TYPE_BYTES.length ? TYPE_BYTES[type] : 0;
        long count = file.offset(bytes, entry + 4);
        if (width == 0 || count < 0 || count > file.source().length()) {
            throw new IOException("the tag " + tag + " of a page has the type " + type + " and " + count
                    + " values: the file is damaged");
        }
        int valueOffset = entry + 4 + file.offsetBytes();
        boolean inline = count * width <= file.offsetBytes();
        long position = inline ? offset + file.countBytes() + valueOffset : file.offset(bytes, valueOffset);
        return new TiffValues(file, position, width, count);
    }

    /**
     * Returns the text of a tag, at most its first 65536 characters; empty if the directory does not contain the tag.
     */
    String text(TiffTag tag) throws IOException {
        TiffValues values = values(tag);
        if (values.count() == 0) {
            return "";
        }
        ByteBuffer text = file.read(values.position(), (int) Math.min(values.count(), MAX_TEXT_BYTES));
        return StandardCharsets.ISO_8859_1.decode(text).toString();
    }

    private int find(TiffTag tag) {
        for (int entry = 0; entry < entries * file.entryBytes(); entry += file.entryBytes()) {
            if ((bytes.getShort(entry) & 0xFFFF) == tag.number()) {
                return entry;
            }
        }
        return -1;
    }
}
