package org.znn.common.volume.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A directory of a TIFF file: the entries that describe one page. Values are read on demand. */
final class TiffDirectory {

    private static final int MAX_ENTRIES = 1000;
    private static final int MAX_TEXT_BYTES = 1 << 26;
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
            throw new IOException("the page directory at position " + offset + " declares "
                    + Long.toUnsignedString(count) + " entries: the file is damaged");
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

    /** Returns the file's byte order. */
    ByteOrder order() {
        return file.order();
    }

    /** Returns the offset of the next directory; 0 on the last page. */
    long next() {
        return file.offset(bytes, entries * file.entryBytes());
    }

    /** Returns the first value of a tag, or a default if the directory does not contain the tag. */
    long value(TiffTag tag, long defaultValue) throws IOException {
        long[] first = first(tag, 1);
        return first.length == 0 ? defaultValue : first[0];
    }

    /** Returns the first values of a tag, at most {@code max}, as unsigned integers. */
    long[] first(TiffTag tag, int max) throws IOException {
        TiffValues values = values(tag);
        long[] first = new long[(int) Math.min(values.count(), max)];
        if (first.length > 0 && !isInline(values)) {
            return values.read(0, first.length);
        }
        for (int i = 0; i < first.length; i++) {
            first[i] = file.unsigned(bytes, inlinePosition(values) + i * values.width(), values.width());
        }
        return first;
    }

    /** Returns the values of a tag like {@link #values}, but a single value without a need to read it again. */
    TiffValues numbers(TiffTag tag) throws IOException {
        TiffValues values = values(tag);
        return values.count() == 1 && isInline(values)
                ? TiffValues.single(file.unsigned(bytes, inlinePosition(values), values.width())) : values;
    }

    private boolean isInline(TiffValues values) {
        return values.count() * values.width() <= file.offsetBytes();
    }

    private int inlinePosition(TiffValues values) {
        return (int) (values.position() - offset - file.countBytes());
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
            throw new IOException("the tag " + tag + " of a page has the type " + type + " and "
                    + Long.toUnsignedString(count) + " values: the file is damaged");
        }
        int valueOffset = entry + 4 + file.offsetBytes();
        boolean isInline = count * width <= file.offsetBytes();
        long position = isInline ? offset + file.countBytes() + valueOffset : file.offset(bytes, valueOffset);
        return new TiffValues(file, position, width, count);
    }

    /** Returns the quotient of a tag's first rational number; NaN if it is missing or its denominator is 0. */
    double ratio(TiffTag tag) throws IOException {
        TiffValues values = values(tag);
        if (values.count() == 0 || values.width() != 2 * Integer.BYTES) {
            return Double.NaN;
        }
        ByteBuffer pair = file.read(values.position(), 2 * Integer.BYTES);
        double denominator = file.unsigned(pair, Integer.BYTES, Integer.BYTES);
        return denominator == 0 ? Double.NaN : file.unsigned(pair, 0, Integer.BYTES) / denominator;
    }

    /**
     * Returns the text of a tag without the zero that ends it, at most 64 MiB; empty if the directory does not contain
     * the tag. Text that is not UTF-8 is read as ISO 8859-1.
     */
    String text(TiffTag tag) throws IOException {
        byte[] bytes = bytes(tag, MAX_TEXT_BYTES);
        int length = bytes.length;
        while (length > 0 && bytes[length - 1] == 0) {
            length--;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        }
    }

    /** Returns the bytes of a tag, at most {@code max}; none if the directory does not contain the tag. */
    byte[] bytes(TiffTag tag, int max) throws IOException {
        TiffValues values = values(tag);
        return values.count() == 0 ? new byte[0]
                : file.read(values.position(), (int) Math.min(values.count() * values.width(), max)).array();
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
