package org.znn.common.volume.hdf5.metadata;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * A least-recently-used cache of the nodes of an index, keyed by address, with a limited size in bytes.
 *
 * @param <T> decoded node
 */
public final class NodeCache<T> {

    private static final long CAPACITY = 8L << 20;

    private final Map<Long, T> nodes = new LinkedHashMap<>(16, 0.75f, true);
    private final ToLongFunction<T> size;
    private long bytes;

    /**
     * Reads a node.
     *
     * @param <T> decoded node
     */
    @FunctionalInterface
    public interface Loader<T> {

        /** Reads the node at an address. */
        T load() throws IOException;
    }

    /**
     * Creates an empty cache.
     *
     * @param size size of a node in bytes
     */
    public NodeCache(ToLongFunction<T> size) {
        this.size = size;
    }

    /**
     * Returns a node, reading it if it is not in the cache. The node used last is always kept.
     *
     * @param address address of the node
     * @param loader  reads the node
     */
    public T get(long address, Loader<T> loader) throws IOException {
        T cached = nodes.get(address);
        if (cached != null) {
            return cached;
        }
        T node = loader.load();
        nodes.put(address, node);
        bytes += size.applyAsLong(node);
        Iterator<T> eldest = nodes.values().iterator();
        while (bytes > CAPACITY && nodes.size() > 1) {
            bytes -= size.applyAsLong(eldest.next());
            eldest.remove();
        }
        return node;
    }
}
