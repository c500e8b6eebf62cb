package org.znn.common.volume.hdf5.metadata;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decodes attribute messages (File Format Specification, IV.A.2.m). */
final class AttributeDecoder {

    private static final int ALIGNMENT = 8;
    private static final int SHARED_TYPE = 1;
    private static final int SHARED_SPACE = 2;
    private static final int MAX_TEXT = 1 << 16;
    private static final long MAX_TEXT_OF_OBJECT = 1L << 24;

    private final Hdf5File file;
    private final GlobalHeap heap;
    private final int maxElements;
    private long textBytes;

    /**
     * Creates the decoder of an object's attributes.
     *
     * @param maxElements maximum number of elements of an attribute
     */
    AttributeDecoder(Hdf5File file, int maxElements) {
        this.file = file;
        heap = new GlobalHeap(file);
        this.maxElements = maxElements;
    }

    /** Adds an attribute to a map, unless it holds neither text nor numbers, or too many or too long ones. */
    void decode(Fields body, Map<String, Attribute> attributes) throws IOException {
        int version = body.u8();
        if (version < 1 || version > 3) {
            throw new IOException("the file is damaged: an attribute has an unknown version");
        }
        int flags = version == 1 ? 0 : body.u8();
        body.skip(version == 1 ? 1 : 0);
        int nameBytes = body.u16();
        int typeBytes = body.u16();
        int spaceBytes = body.u16();
        body.skip(version == 3 ? 1 : 0);
        int alignment = version == 1 ? ALIGNMENT : 1;
        String name = body.text(nameBytes);
        body.align(alignment);
        Fields typeBody = body.part(typeBytes);
        body.align(alignment);
        Fields spaceBody = body.part(spaceBytes);
        body.align(alignment);
        Datatype type = Datatype.read((flags & SHARED_TYPE) == 0 ? typeBody
                : ObjectHeader.shared(file, typeBody, MessageType.DATATYPE, 0));
        Dataspace space = Dataspace.read((flags & SHARED_SPACE) == 0 ? spaceBody
                : ObjectHeader.shared(file, spaceBody, MessageType.DATASPACE, 0));
        if (space.elements() > maxElements) {
            return;
        }
        values(type, (int) space.elements(), body).ifPresent(v -> attributes.put(name, new Attribute(space.size(), v)));
    }

    private Optional<List<Object>> values(Datatype type, int count, Fields body) throws IOException {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Fields element = body.part(type.bytes());
            Optional<Object> value = value(type, element);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
        }
        return Optional.of(values);
    }

    private Optional<Object> value(Datatype type, Fields element) throws IOException {
        return switch (type.kind()) {
            case TEXT -> text(element, type.bytes());
            case VARIABLE_TEXT -> {
                long bytes = element.unsigned(Integer.BYTES);
                long address = element.address();
                int index = element.count();
                yield bytes == 0 || address == 0 ? Optional.of("")
                        : text(heap.object(address, index), Math.min(MAX_TEXT, bytes));
            }
            case ENUMERATION -> value(type.base(), element);
            case INTEGER, FLOAT -> number(type, element.take(type.bytes()));
            default -> Optional.empty();
        };
    }

    private Optional<Object> text(Fields body, long bytes) throws IOException {
        textBytes += bytes;
        return textBytes > MAX_TEXT_OF_OBJECT ? Optional.empty() : Optional.of(body.text(bytes));
    }

    private static Optional<Object> number(Datatype type, byte[] stored) throws IOException {
        Optional<NumberDecoder> decoder = NumberDecoder.of(type);
        if (decoder.isEmpty()) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(stored);
        return Optional.of(decoder.get().type().isInteger() && !isHuge(decoder.get(), bytes)
                ? (Object) decoder.get().integer(bytes, 0) : (Object) decoder.get().real(bytes, 0));
    }

    private static boolean isHuge(NumberDecoder decoder, ByteBuffer bytes) {
        return !decoder.type().isSigned() && decoder.integer(bytes, 0) < 0;
    }
}
