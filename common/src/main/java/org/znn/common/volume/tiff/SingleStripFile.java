package org.znn.common.volume.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/** Builds a classic TIFF file of one page that is stored as one strip. */
final class SingleStripFile {

    private static final int UNDEFINED = 7;
    private static final int HEADER_BYTES = 8;
    private static final int ENTRY_BYTES = 12;
    private static final int VERSION = 42;

    /** Values of a tag in the file's byte order. */
    private record Entry(int type, int count, byte[] bytes) {
    }

    private final ByteOrder order;
    private final Map<Integer, Entry> entries = new TreeMap<>();

    SingleStripFile(ByteOrder order) {
        this.order = order;
    }

    /** Adds a tag of unsigned integers. */
    void add(TiffTag tag, int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES).order(order);
        for (int value : values) {
            bytes.putInt(value);
        }
        add(tag, bytes.array(), Integer.BYTES);
    }

    /**
     * Adds a tag as stored in another file of the same byte order. Does nothing if there are no values.
     *
     * @param width size of a value in bytes: 1, 2 or 4
     */
    void add(TiffTag tag, byte[] values, int width) {
        if (values.length > 0) {
            // Short and long values have the types 3 and 4.
            int type = width == Short.BYTES ? 3 : width == Integer.BYTES ? 4 : UNDEFINED;
            entries.put(tag.number(), new Entry(type, values.length / width, values));
        }
    }

    /** Returns the file with the given strip. */
    byte[] bytes(byte[] strip) {
        add(TiffTag.STRIP_BYTE_COUNTS, strip.length);
        // The number of entries, which the offset depends on, is complete only with this one.
        add(TiffTag.STRIP_OFFSETS, 0);
        int directoryBytes = Short.BYTES + entries.size() * ENTRY_BYTES + Integer.BYTES;
        int values = HEADER_BYTES + directoryBytes;
        int data = values + entries.values().stream().mapToInt(e -> separateBytes(e.bytes)).sum();
        add(TiffTag.STRIP_OFFSETS, data);
        ByteBuffer file = ByteBuffer.allocate(Math.addExact(data, strip.length)).order(order);
        file.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M')).put(file.get(0)).putShort((short) VERSION);
        file.putInt(HEADER_BYTES).putShort((short) entries.size());
        for (Map.Entry<Integer, Entry> entry : entries.entrySet()) {
            Entry value = entry.getValue();
            file.putShort(entry.getKey().shortValue()).putShort((short) value.type).putInt(value.count);
            if (separateBytes(value.bytes) == 0) {
                file.put(value.bytes).position(file.position() + Integer.BYTES - value.bytes.length);
            } else {
                file.putInt(values);
                file.duplicate().position(values).put(value.bytes);
                values += separateBytes(value.bytes);
            }
        }
        file.putInt(0);
        file.position(data).put(strip);
        return file.array();
    }

    /** Returns the number of bytes that values take outside their entry, an even number. */
    private static int separateBytes(byte[] values) {
        return values.length <= Integer.BYTES ? 0 : values.length + (values.length & 1);
    }
}
