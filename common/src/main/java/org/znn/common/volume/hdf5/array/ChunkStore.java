package org.znn.common.volume.hdf5.array;

import java.nio.ByteBuffer;
import org.znn.common.volume.raster.ChunkCache;

/** A cache of the decoded chunks of several datasets. */
public final class ChunkStore {

    private final ChunkCache<Key> chunks;

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

    /** Creates an empty cache for {@code capacity} bytes; see {@link ChunkCache}. */
    public ChunkStore(long capacity) {
        chunks = new ChunkCache<>(capacity);
    }

    ByteBuffer get(ArraySource dataset, long address) {
        return chunks.get(new Key(dataset, address));
    }

    void put(ArraySource dataset, long address, ByteBuffer chunk) {
        chunks.put(new Key(dataset, address), chunk);
    }
}
