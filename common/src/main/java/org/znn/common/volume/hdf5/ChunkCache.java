package org.znn.common.volume.hdf5;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** A least-recently-used cache of decoded chunks with a limited size in bytes. */
final class ChunkCache {

    private final long capacity;
    private final Map<Long, ByteBuffer> chunks = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    ChunkCache(long capacity) {
        this.capacity = capacity;
    }

    ByteBuffer get(long number) {
        return chunks.get(number);
    }

    void put(long number, ByteBuffer chunk) {
        bytes += chunk.capacity();
        chunks.put(number, chunk);
        Iterator<ByteBuffer> eldest = chunks.values().iterator();
        while (bytes > capacity) {
            bytes -= eldest.next().capacity();
            eldest.remove();
        }
    }
}
