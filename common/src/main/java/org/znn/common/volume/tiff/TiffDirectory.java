package org.znn.common.volume.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** One directory of a TIFF file: the entries that describe one page. Values are read when they are asked for. */
final class TiffDirectory {

    private static final int MOST_ENTRIES = 1000;
    private static final int MOST_TEXT = 1 << 16;
    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

    private final TiffFile file;
    private final long offset;
    private final int entries;
    private final ByteBuffer bytes;

    TiffDirectory(TiffFile file, long offset) throws IOException {
        this.file = file;
        this.offset = offset;
        long count = file.number(file.read(offset, file.countBytes()), 0, file.countBytes());
        if (count < 1 || count > MOST_ENTRIES) {
            throw new IOException("the directory of a page at position " + offset + " claims " + count
                    + " entries: it is damaged");
        }
        entries = (int) count;
        bytes = file.read(offset + file.countBytes(), entries * file.entryBytes() + file.offsetBytes());
    }

    /** Its own place in the file. */
    long offset() {
        return offset;
    }

    long fileLength() {
        return file.source().length();
    }

    /** Where the offset of the next page's directory stands. */
    long nextPosition() {
        return offset + file.countBytes() + (long) entries * file.entryBytes();
    }

    /** The offset of the next page's directory, 0 on the last page. */
    long next() {
        return file.offset(bytes, entries * file.entryBytes());
    }

    /** The first number of a tag, or the value given where the page does not have it. */
    long number(TiffTag tag, long otherwise) throws IOException {
        TiffValues values = values(tag);
        return values.count() == 0 ? otherwise : values.get(0);
    }

    /** The numbers of a tag; none where the page does not have it. */
    TiffValues values(TiffTag tag) throws IOException {
        int at = find(tag);
        if (at < 0) {
            return TiffValues.NONE;
        }
        int type = bytes.getShort(at + 2) & 0xFFFF;
        int width = type < TYPE_BYTES.length ? TYPE_BYTES[type] : 0;
        long count = file.offset(bytes, at + 4);
        if (width == 0 || count < 0 || count > file.source().length()) {
            throw new IOException("the tag " + tag + " of a page has the type " + type + " and " + count
                    + " values: it is damaged");
        }
        int valueAt = at + 4 + file.offsetBytes();
        boolean inline = count * width <= file.offsetBytes();
        long position = inline ? offset + file.countBytes() + valueAt : file.offset(bytes, valueAt);
        return new TiffValues(file, position, width, count);
    }

    /** The text of a tag, at most its first 65536 letters; empty where the page does not have it. */
    String text(TiffTag tag) throws IOException {
        TiffValues values = values(tag);
        if (values.count() == 0) {
            return "";
        }
        ByteBuffer text = file.read(values.position(), (int) Math.min(values.count(), MOST_TEXT));
        return StandardCharsets.ISO_8859_1.decode(text).toString();
    }

    private int find(TiffTag tag) {
        for (int at = 0; at < entries * file.entryBytes(); at += file.entryBytes()) {
            if ((bytes.getShort(at) & 0xFFFF) == tag.number()) {
                return at;
            }
        }
        return -1;
    }
}
