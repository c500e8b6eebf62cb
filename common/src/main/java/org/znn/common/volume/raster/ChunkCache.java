package org.znn.common.volume.raster;

import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A least-recently-used cache of decoded chunks with a limited size in bytes. Chunks larger than the cache are kept as
 * well, but softly: the JVM discards them before memory runs out. So reads of one chunk after another decode each chunk
 * once, whatever its size.
 *
 * @param <K> identifies a chunk
 */
public final class ChunkCache<K> {

    /** Maximum number of chunks larger than the cache; boxes that are read in turn overlap few of them. */
    private static final int MAX_LARGE = 8;

    private final long capacity;
    private final Map<K, ByteBuffer> chunks = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<K, SoftReference<ByteBuffer>> large = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /**
     * Creates an empty cache.
     *
     * @param capacity maximum size in bytes of all chunks that the JVM cannot discard
     */
    public ChunkCache(long capacity) {
        this.capacity = capacity;
    }

    /** Returns a chunk; null if it is not in the cache. */
    public ByteBuffer get(K key) {
        ByteBuffer chunk = chunks.get(key);
        SoftReference<ByteBuffer> reference = chunk == null ? large.get(key) : null;
        return reference == null ? chunk : reference.get();
    }

    /** Adds a chunk that is not in the cache, and removes those used least recently if they exceed the capacity. */
    public void put(K key, ByteBuffer chunk) {
        if (chunk.capacity() > capacity) {
            large.put(key, new SoftReference<>(chunk));
            if (large.size() > MAX_LARGE) {
                large.remove(large.keySet().iterator().next());
            }
            return;
        }
        bytes += chunk.capacity();
        chunks.put(key, chunk);
        Iterator<ByteBuffer> eldest = chunks.values().iterator();
        while (bytes > capacity) {
            bytes -= eldest.next().capacity();
            eldest.remove();
        }
    }
}
