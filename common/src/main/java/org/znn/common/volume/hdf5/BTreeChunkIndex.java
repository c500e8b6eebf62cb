package org.znn.common.volume.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.znn.common.volume.storage.ByteSource;

/**
 * Looks up chunks in a version 1 B-tree, the chunk index of most files (HDF5 File Format Specification, III.A.1). The
 * tree is searched from its root for each chunk with a bounded cache of nodes, so memory does not grow with the number
 * of chunks.
 */
final class BTreeChunkIndex implements ChunkIndex {

    private static final int SIGNATURE = 'T' | 'R' << 8 | 'E' << 16 | 'E' << 24;
    /** Size of the header of a node in bytes. */
    static final int HEADER_BYTES = 24;

    private static final int MAX_CACHED_NODES = 1024;

    private final ByteSource file;
    private final long base;
    private final long root;
    private final int rank;
    private final Map<Long, Node> nodes = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Node> eldest) {
            return size() > MAX_CACHED_NODES;
        }
    };

    /**
     * Creates the index of a dataset.
     *
     * @param file file that holds the dataset
     * @param base position in the file that addresses are relative to
     * @param root address of the root node; all ones if no chunk was ever written
     * @param rank number of axes of the dataset
     */
    BTreeChunkIndex(ByteSource file, long base, long root, int rank) {
        this.file = file;
        this.base = base;
        this.root = root;
        this.rank = rank;
    }

    @Override
    public Optional<StoredChunk> find(long[] start) throws IOException {
        if (root == Hdf5Header.UNDEFINED_ADDRESS) {
            return Optional.empty();
        }
        Node node = node(root);
        int entry = node.lastAtMost(start);
        while (entry >= 0 && node.level > 0) {
            Node child = node(node.child(entry));
            if (child.level != node.level - 1) {
                throw new IOException("the levels of the chunk index are not consecutive: the file is damaged");
            }
            node = child;
            entry = node.lastAtMost(start);
        }
        return entry >= 0 && node.compare(entry, start) == 0 ? Optional.of(node.chunk(entry)) : Optional.empty();
    }

    /** Returns the size of a key in bytes: stored size, filter mask, start along each axis, and a zero. */
    static int keyBytes(int rank) {
        return 8 + Long.BYTES * (rank + 1);
    }

    private Node node(long address) throws IOException {
        Node cached = nodes.get(address);
        if (cached != null) {
            return cached;
        }
        ByteBuffer header = file.read(base + address, HEADER_BYTES, ByteOrder.LITTLE_ENDIAN);
        if (header.getInt(0) != SIGNATURE || header.get(4) != 1) {
            throw new IOException("the chunk index is damaged at position " + (base + address));
        }
        int keyBytes = keyBytes(rank);
        int entries = header.getShort(6) & 0xFFFF;
        Node node = new Node(header.get(5) & 0xFF, entries, keyBytes,
                file.read(base + address + HEADER_BYTES, entries * (keyBytes + Long.BYTES), ByteOrder.LITTLE_ENDIAN));
        nodes.put(address, node);
        return node;
    }

    /**
     * A node: alternating keys (stored size, filter mask, start of the chunk along each axis, 0) and child addresses.
     */
    private record Node(int level, int entries, int keyBytes, ByteBuffer bytes) {

        private int position(int entry) {
            return entry * (keyBytes + Long.BYTES);
        }

        int compare(int entry, long[] start) {
            for (int d = 0; d < start.length; d++) {
                int order = Long.compare(bytes.getLong(position(entry) + 8 + d * Long.BYTES), start[d]);
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        }

        int lastAtMost(long[] start) {
            int low = 0;
            int high = entries;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (compare(middle, start) <= 0) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low - 1;
        }

        long child(int entry) {
            return bytes.getLong(position(entry) + keyBytes);
        }

        StoredChunk chunk(int entry) {
            return new StoredChunk(child(entry), bytes.getInt(position(entry)), bytes.getInt(position(entry) + 4));
        }
    }
}
