package org.znn.common.volume.hdf5.metadata;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A filter of a chunked dataset.
 *
 * @param id     registered number of the filter
 * @param name   name of the filter; empty if the file does not state it
 * @param values parameters of the filter
 */
public record FilterSpec(int id, String name, int[] values) {

    private static final int MAX_FILTERS = 32;
    private static final int FIRST_NAMED = 256;
    private static final int ALIGNMENT = 8;

    /** Reads a filter pipeline message (File Format Specification, IV.A.2.l): the filters in the order of writing. */
    static List<FilterSpec> read(Fields body) throws IOException {
        int version = body.u8();
        int count = body.u8();
        if (version < 1 || version > 2 || count > MAX_FILTERS) {
            throw new IOException("the file is damaged: a filter pipeline has version " + version + " and " + count
                    + " filters");
        }
        body.skip(version == 1 ? 6 : 0);
        List<FilterSpec> filters = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            filters.add(read(body, version));
        }
        return filters;
    }

    private static FilterSpec read(Fields body, int version) throws IOException {
        int id = body.u16();
        int nameBytes = version == 1 || id >= FIRST_NAMED ? body.u16() : 0;
        body.skip(2);
        int count = body.u16();
        int stored = version == 1 ? (nameBytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT : nameBytes;
        String name = body.text(stored);
        Fields parameters = body.part((long) count * Integer.BYTES);
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = parameters.i32();
        }
        body.skip(version == 1 && count % 2 == 1 ? Integer.BYTES : 0);
        return new FilterSpec(id, name, values);
    }

    /** Returns all parameters, which are unsigned, for messages. */
    public String valuesText() {
        return Arrays.toString(Arrays.stream(values).mapToLong(Integer::toUnsignedLong).toArray());
    }

    /** Returns a parameter, or {@code fallback} if the file has fewer. */
    public int value(int index, int fallback) {
        return index < values.length ? values[index] : fallback;
    }
}
