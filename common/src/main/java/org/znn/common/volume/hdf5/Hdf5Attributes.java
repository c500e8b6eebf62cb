package org.znn.common.volume.hdf5;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.znn.common.volume.ElementType;

/** Attributes of a dataset: strings and one-dimensional arrays of numbers. */
public final class Hdf5Attributes {

    /** Maximum size of an attribute in bytes; a header message holds less than 64 KiB. */
    private static final int MAX_BYTES = 65_000;
    private static final int NAME_ALIGNMENT = 8;
    private static final int STRING_CLASS = 3;
    private static final int UTF8 = 1 << 4;

    private final Map<String, byte[]> messages = new LinkedHashMap<>();

    /** Adds a string, stored as fixed-length UTF-8, which every reader supports. */
    public Hdf5Attributes text(String name, String value) {
        byte[] text = (value + '\0').getBytes(StandardCharsets.UTF_8);
        byte[] type = new LittleEndianWriter().u8(1 << 4 | STRING_CLASS, UTF8, 0, 0).u32(text.length).toBytes();
        return add(name, type, new LittleEndianWriter().u8(1, 0, 0, 0).zeros(4).toBytes(), text);
    }

    /** Adds an array of 64-bit integers. */
    public Hdf5Attributes integers(String name, long... values) {
        LittleEndianWriter data = new LittleEndianWriter();
        for (long value : values) {
            data.u64(value);
        }
        return add(name, Hdf5Types.message(ElementType.INT64), row(values.length), data.toBytes());
    }

    /** Adds an array of float64. */
    public Hdf5Attributes floats(String name, double... values) {
        LittleEndianWriter data = new LittleEndianWriter();
        for (double value : values) {
            data.u64(Double.doubleToRawLongBits(value));
        }
        return add(name, Hdf5Types.message(ElementType.FLOAT64), row(values.length), data.toBytes());
    }

    /** Returns the attribute messages (type 0x000C, version 1) of the object header. */
    Iterable<byte[]> messages() {
        return messages.values();
    }

    private static byte[] row(int length) {
        return new LittleEndianWriter().u8(1, 1, 0, 0).zeros(4).u64(length).toBytes();
    }

    private Hdf5Attributes add(String name, byte[] type, byte[] space, byte[] data) {
        byte[] label = (name + '\0').getBytes(StandardCharsets.UTF_8);
        byte[] message = new LittleEndianWriter().u8(1, 0).u16(label.length).u16(type.length).u16(space.length)
                .put(label).alignTo(NAME_ALIGNMENT).put(type).alignTo(NAME_ALIGNMENT)
                .put(space).alignTo(NAME_ALIGNMENT).put(data).alignTo(NAME_ALIGNMENT).toBytes();
        if (message.length > MAX_BYTES) {
            throw new IllegalArgumentException("the attribute " + name + " has " + data.length
                    + " bytes; HDF5 allows at most " + MAX_BYTES);
        }
        messages.put(name, message);
        return this;
    }
}
