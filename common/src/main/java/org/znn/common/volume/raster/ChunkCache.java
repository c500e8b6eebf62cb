package org.znn.common.volume.raster;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** A least-recently-used cache of decoded chunks with a limited size in bytes. */
public final class ChunkCache {

    private final long capacity;
    private final Map<Long, ByteBuffer> chunks = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /**
     * Creates an empty cache.
     *
     * @param capacity maximum size of all chunks in bytes; a larger chunk is not kept
     */
    public ChunkCache(long capacity) {
        this.capacity = capacity;
    }

    /** Returns a chunk; null if it is not in the cache. */
    public ByteBuffer get(long number) {
        return chunks.get(number);
    }

    /** Adds a chunk that is not in the cache, and removes those used least recently if they exceed the capacity. */
    public void put(long number, ByteBuffer chunk) {
        bytes += chunk.capacity();
        chunks.put(number, chunk);
        Iterator<ByteBuffer> eldest = chunks.values().iterator();
        while (bytes > capacity) {
            bytes -= eldest.next().capacity();
            eldest.remove();
        }
    }
}
