package org.znn.common.volume.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.znn.common.volume.storage.ByteSource;

/**
 * The version 1 B-tree that most files index their chunks with (HDF5 File Format Specification, III.A.1), walked from
 * the root for each chunk: a volume of millions of chunks needs no more memory than a small one.
 */
final class BTreeChunkIndex implements ChunkIndex {

    private static final int SIGNATURE = 'T' | 'R' << 8 | 'E' << 16 | 'E' << 24;
    private static final int HEADER_BYTES = 24;
    private static final int MOST_NODES = 1024;
    private static final long UNDEFINED = -1;

    private final ByteSource file;
    private final long base;
    private final long root;
    private final int rank;
    private final Map<Long, Node> nodes = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Node> eldest) {
            return size() > MOST_NODES;
        }
    };

    /**
     * The index of one dataset.
     *
     * @param base of the file's addresses
     * @param root address of the tree, all ones where no chunk was ever written
     * @param rank axes of the dataset
     */
    BTreeChunkIndex(ByteSource file, long base, long root, int rank) {
        this.file = file;
        this.base = base;
        this.root = root;
        this.rank = rank;
    }

    @Override
    public Optional<StoredChunk> find(long[] start) throws IOException {
        if (root == UNDEFINED) {
            return Optional.empty();
        }
        Node node = node(root);
        int at = node.lastAtMost(start);
        while (at >= 0 && node.level > 0) {
            Node child = node(node.child(at));
            if (child.level != node.level - 1) {
                throw new IOException("the levels of its chunk index do not follow each other: it is damaged");
            }
            node = child;
            at = node.lastAtMost(start);
        }
        return at >= 0 && node.compare(at, start) == 0 ? Optional.of(node.chunk(at)) : Optional.empty();
    }

    private Node node(long address) throws IOException {
        Node known = nodes.get(address);
        if (known != null) {
            return known;
        }
        ByteBuffer header = file.read(base + address, HEADER_BYTES, ByteOrder.LITTLE_ENDIAN);
        if (header.getInt(0) != SIGNATURE || header.get(4) != 1) {
            throw new IOException("its chunk index is damaged at position " + (base + address));
        }
        int keyBytes = 8 + Long.BYTES * (rank + 1);
        int entries = header.getShort(6) & 0xFFFF;
        Node node = new Node(header.get(5) & 0xFF, entries, keyBytes,
                file.read(base + address + HEADER_BYTES, entries * (keyBytes + Long.BYTES), ByteOrder.LITTLE_ENDIAN));
        nodes.put(address, node);
        return node;
    }

    /** Keys (stored size, filter mask, first index along each axis, 0) and children in turn. */
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
