package org.znn.common.volume.hdf5.metadata;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The messages of an object header that describe a dataset.
 *
 * @param object    header of the dataset
 * @param space     shape of the dataset
 * @param type      type of the elements
 */
public record DatasetHeader(ObjectHeader object, Dataspace space, Datatype type) {

    /** Returns the description of a dataset; empty if the object is not one. */
    public static Optional<DatasetHeader> of(ObjectHeader object) throws IOException {
        if (!object.has(MessageType.LAYOUT)) {
            return Optional.empty();
        }
        Fields space = object.find(MessageType.DATASPACE).orElseThrow(() -> missing("shape"));
        Fields type = object.find(MessageType.DATATYPE).orElseThrow(() -> missing("element type"));
        return Optional.of(new DatasetHeader(object, Dataspace.read(space), Datatype.read(type)));
    }

    private static IOException missing(String what) {
        return new IOException("the file is damaged: a dataset has no " + what);
    }

    /** Returns where the elements are stored. */
    public Layout layout() throws IOException {
        return Layout.read(object.find(MessageType.LAYOUT).orElseThrow(() -> missing("layout")));
    }

    /** Returns the filters of the chunks in the order of writing. */
    public List<FilterSpec> filters() throws IOException {
        Optional<Fields> body = object.find(MessageType.FILTERS);
        return body.isPresent() ? FilterSpec.read(body.get()) : List.of();
    }

    /** Returns the external files that hold the elements; empty if they are stored in this file. */
    public List<ExternalSegment> externalSegments() throws IOException {
        Optional<Fields> body = object.find(MessageType.EXTERNAL_FILES);
        return body.isPresent() ? ExternalSegment.read(object.file(), body.get()) : List.of();
    }

    /** Returns the bytes of the value of elements that were never written; empty if the file defines none. */
    public Optional<byte[]> fillValue() throws IOException {
        Optional<Fields> body = object.find(MessageType.FILL_VALUE);
        if (body.isPresent()) {
            return fillValue(body.get());
        }
        Optional<Fields> old = object.find(MessageType.OLD_FILL_VALUE);
        return old.isPresent() ? value(old.get()) : Optional.empty();
    }

    private static Optional<byte[]> fillValue(Fields body) throws IOException {
        int version = body.u8();
        if (version == 3) {
            return (body.u8() & 1 << 5) != 0 ? value(body) : Optional.empty();
        }
        if (version < 1 || version > 3) {
            throw new IOException("the file is damaged: a fill value has an unknown version");
        }
        body.skip(2);
        return body.u8() != 0 ? value(body) : Optional.empty();
    }

    private static Optional<byte[]> value(Fields body) throws IOException {
        int bytes = body.i32();
        return bytes > 0 ? Optional.of(body.take(bytes)) : Optional.empty();
    }
}
