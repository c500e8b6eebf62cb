package org.znn.common.volume.hdf5.array;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A least-recently-used cache of the decoded chunks of several datasets with a limited size in bytes. The chunk used
 * last is always kept.
 */
public final class ChunkStore {

    private final long capacity;
    private final Map<Key, ByteBuffer> chunks = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** A chunk of a dataset; datasets are compared by identity. */
    private record Key(ArraySource dataset, long address) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.dataset == dataset && key.address == address;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(dataset) * 31 + Long.hashCode(address);
        }
    }

    /** Creates an empty cache for {@code capacity} bytes. */
    public ChunkStore(long capacity) {
        this.capacity = capacity;
    }

    ByteBuffer get(ArraySource dataset, long address) {
        return chunks.get(new Key(dataset, address));
    }

    void put(ArraySource dataset, long address, ByteBuffer chunk) {
        bytes += chunk.capacity();
        chunks.put(new Key(dataset, address), chunk);
        Iterator<ByteBuffer> eldest = chunks.values().iterator();
        while (bytes > capacity && chunks.size() > 1) {
            bytes -= eldest.next().capacity();
            eldest.remove();
        }
    }
}
