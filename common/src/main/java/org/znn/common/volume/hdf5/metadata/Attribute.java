package org.znn.common.volume.hdf5.metadata;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.znn.common.volume.VolumeException;

/**
 * An attribute of an object.
 *
 * @param size   number of elements along each axis; no axes for a single element
 * @param values elements in order: {@link String}, {@link Long} or {@link Double}; unsigned integers of 64 bits above
 *               2^63 are doubles
 */
public record Attribute(long[] size, List<Object> values) {

    private static final int MAX_ATTRIBUTES = 1000;
    private static final int MAX_ELEMENTS = 1000;
    private static final int ATTRIBUTE_RECORD = 8;

    /**
     * Returns the attributes of an object that hold text or numbers, up to 1000 attributes of up to 1000 elements and
     * 16 MiB of text in all.
     *
     * @throws VolumeException if the file stores attributes in a way that is not supported
     * @throws IOException     if the object is damaged
     */
    public static Map<String, Attribute> of(ObjectHeader object) throws IOException {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        AttributeDecoder decoder = new AttributeDecoder(object.file(), MAX_ELEMENTS);
        for (Fields body : messages(object)) {
            decoder.decode(body, attributes);
        }
        return attributes;
    }

    private static List<Fields> messages(ObjectHeader object) throws IOException {
        List<Fields> bodies = new ArrayList<>(object.all(MessageType.ATTRIBUTE, MAX_ATTRIBUTES));
        Optional<Fields> info = object.find(MessageType.ATTRIBUTE_INFO);
        if (info.isEmpty()) {
            return bodies;
        }
        info.get().skip(1);
        info.get().skip((info.get().u8() & 1) != 0 ? Short.BYTES : 0);
        long heapAddress = info.get().address();
        long names = info.get().address();
        if (heapAddress == Hdf5File.UNDEFINED || names == Hdf5File.UNDEFINED) {
            return bodies;
        }
        FractalHeap heap = FractalHeap.open(object.file(), heapAddress);
        BTree2 tree = BTree2.open(object.file(), names);
        if (tree.type() != ATTRIBUTE_RECORD) {
            throw new IOException("the file is damaged: the list of an object's attributes is missing");
        }
        tree.forEach(record -> {
            bodies.add(heap.object(record));
            return bodies.size() < MAX_ATTRIBUTES;
        });
        return bodies;
    }

    /** Returns the elements as text, whole numbers without a fraction. */
    public List<String> texts() {
        return values.stream().map(Attribute::text).toList();
    }

    private static String text(Object value) {
        return value instanceof Double d && d == Math.rint(d) && Math.abs(d) < 1e15 ? Long.toString(d.longValue())
                : value.toString();
    }

    /** Returns the elements as numbers; empty if some element is not a number. */
    public Optional<double[]> numbers() {
        return values.stream().allMatch(Number.class::isInstance)
                ? Optional.of(values.stream().mapToDouble(v -> ((Number) v).doubleValue()).toArray())
                : Optional.empty();
    }
}
