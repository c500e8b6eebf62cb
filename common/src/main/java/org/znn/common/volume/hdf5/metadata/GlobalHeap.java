package org.znn.common.volume.hdf5.metadata;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.znn.common.geometry.IntMath;

/** Objects of variable size, such as strings, in collections (File Format Specification, III.E). */
public final class GlobalHeap {

    private static final int ALIGNMENT = 8;
    private static final int MAX_COLLECTION_BYTES = 64 << 20;
    /** Estimated memory of an entry of a collection's map. */
    private static final int ENTRY_BYTES = 200;

    private final Hdf5File file;
    private final NodeCache<Collection> collections = new NodeCache<>(Collection::memoryBytes);

    /**
     * A collection.
     *
     * @param bytes   size in bytes
     * @param objects objects by number; numbers have 16 bits
     */
    private record Collection(long bytes, Map<Integer, Fields> objects) {
        long memoryBytes() {
            return bytes + (long) ENTRY_BYTES * objects.size();
        }
    }

    /** Creates the reader of a file's heap. */
    public GlobalHeap(Hdf5File file) {
        this.file = file;
    }

    /**
     * Returns an object.
     *
     * @param address address of its collection
     * @param index   its number in the collection
     * @throws IOException if there is no such object
     */
    public Fields object(long address, int index) throws IOException {
        Fields object = collections.get(address, () -> collection(address)).objects.get(index);
        if (object == null) {
            throw new IOException("the file is damaged: the object " + index + " of a heap is missing");
        }
        return object.fromStart();
    }

    private Collection collection(long address) throws IOException {
        Fields prefix = file.read(address, headerBytes());
        prefix.expect("GCOL", 1);
        prefix.skip(3);
        long bytes = prefix.length();
        if (bytes > MAX_COLLECTION_BYTES) {
            throw new IOException("the file has a heap with a collection of " + bytes + " bytes, which is not"
                    + " supported; at most " + MAX_COLLECTION_BYTES + " are");
        }
        Fields rest = file.read(address, bytes);
        rest.skip(headerBytes());
        Map<Integer, Fields> objects = new HashMap<>();
        while (rest.remaining() >= headerBytes()) {
            Fields header = rest.part(headerBytes());
            int number = header.u16();
            header.skip(2 + 4);
            long size = header.length();
            // Number 0 is the free space at the end.
            if (number == 0 || size > rest.remaining()) {
                break;
            }
            int start = rest.position();
            objects.putIfAbsent(number, rest.part(size));
            rest.moveTo(Math.min(rest.size(), start + IntMath.roundUp(size, ALIGNMENT)));
        }
        return new Collection(bytes, objects);
    }

    /** Returns the size of the header of a collection, and of an object, in bytes: 8 and a length, padded. */
    private int headerBytes() {
        return IntMath.roundUp(ALIGNMENT + file.lengthBytes(), ALIGNMENT);
    }
}
