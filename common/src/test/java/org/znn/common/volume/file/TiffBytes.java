package org.znn.common.volume.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/** Builds little-endian TIFF files of 1024 bytes tag by tag, so that any tag can be invalid. */
final class TiffBytes {

    private static final int LONG = 4;

    private final ByteBuffer bytes = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN)
            .put(new byte[] {'I', 'I', 42, 0, 8, 0, 0, 0});
    private final Map<Integer, Integer> tags = new TreeMap<>(Map.of(258, 8, 259, 1, 262, 1, 273, 800, 277, 1));

    /** Sets the value of a tag in the following directories. */
    TiffBytes with(int tag, int value) {
        tags.put(tag, value);
        return this;
    }

    /** Adds a directory at a position, followed by the offset of the next one. */
    TiffBytes directory(int position, int next, int width, int height) {
        tags.put(256, width);
        tags.put(257, height);
        tags.put(278, height);
        bytes.position(position).putShort((short) tags.size());
        tags.forEach((tag, value) -> bytes.putShort(tag.shortValue()).putShort((short) LONG).putInt(1).putInt(value));
        bytes.putInt(next);
        return this;
    }

    byte[] bytes() {
        return bytes.array();
    }
}
