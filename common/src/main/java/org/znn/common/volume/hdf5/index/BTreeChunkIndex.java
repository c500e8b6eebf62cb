package org.znn.common.volume.hdf5.index;

import java.io.IOException;
import java.util.Optional;
import org.znn.common.volume.hdf5.metadata.Fields;
import org.znn.common.volume.hdf5.metadata.Hdf5File;
import org.znn.common.volume.hdf5.metadata.NodeCache;

/**
 * Looks up chunks in a version 1 B-tree, the chunk index of most files (HDF5 File Format Specification, III.A.1). The
 * tree is searched from its root for each chunk with a bounded cache of nodes, so memory does not grow with the number
 * of chunks.
 */
final class BTreeChunkIndex implements ChunkIndex {

    private static final int PREFIX_BYTES = 8;
    private static final int CHUNK_NODE = 1;

    private final Hdf5File file;
    private final long root;
    private final int[] chunk;
    private final NodeCache<Node> nodes = new NodeCache<>(n -> n.bytes.size());

    /**
     * Creates the index of a dataset.
     *
     * @param file  file that holds the dataset
     * @param root  address of the root node
     * @param chunk number of elements of a chunk along each axis
     */
    BTreeChunkIndex(Hdf5File file, long root, int[] chunk) {
        this.file = file;
        this.root = root;
        this.chunk = chunk;
    }

    @Override
    public Optional<StoredChunk> find(long[] position) throws IOException {
        long[] start = new long[chunk.length];
        for (int d = 0; d < start.length; d++) {
            start[d] = position[d] * chunk[d];
        }
        Node node = node(root);
        int entry = node.lastAtMost(start);
        while (entry >= 0 && node.level > 0) {
            Node child = node(node.address(entry));
            if (child.level != node.level - 1) {
                throw new IOException("the levels of the chunk index are not consecutive: the file is damaged");
            }
            node = child;
            entry = node.lastAtMost(start);
        }
        return entry >= 0 && node.compare(entry, start) == 0 ? Optional.of(node.chunk(entry)) : Optional.empty();
    }

    /** Returns the size of a key in bytes: stored size, filter mask, start along each axis, and a zero. */
    private int keyBytes() {
        return 2 * Integer.BYTES + Long.BYTES * (chunk.length + 1);
    }

    private Node node(long address) throws IOException {
        long entryBytes = keyBytes() + file.addressBytes();
        return nodes.get(address, () -> {
            long prefixBytes = PREFIX_BYTES + 2L * file.addressBytes();
            Fields prefix = file.read(address, prefixBytes);
            if (!prefix.text(4).equals("TREE") || prefix.u8() != CHUNK_NODE) {
                throw new IOException("the chunk index is damaged at position " + file.position(address));
            }
            int level = prefix.u8();
            int entries = prefix.u16();
            return new Node(level, entries, keyBytes(), (int) entryBytes,
                    file.read(Hdf5File.plus(address, prefixBytes), entries * entryBytes));
        });
    }

    /**
     * A node: alternating keys (stored size, filter mask, start of the chunk along each axis, 0) and child addresses.
     */
    private record Node(int level, int entries, int keyBytes, int entryBytes, Fields bytes) {

        private Fields at(int entry, int offset) throws IOException {
            Fields at = bytes.fromStart();
            at.moveTo((long) entry * entryBytes + offset);
            return at;
        }

        int compare(int entry, long[] start) throws IOException {
            Fields key = at(entry, 2 * Integer.BYTES);
            for (long s : start) {
                int order = Long.compare(key.unsigned(Long.BYTES), s);
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        }

        int lastAtMost(long[] start) throws IOException {
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

        long address(int entry) throws IOException {
            return at(entry, keyBytes).address();
        }

        StoredChunk chunk(int entry) throws IOException {
            Fields key = at(entry, 0);
            long size = key.unsigned(Integer.BYTES);
            return new StoredChunk(address(entry), size, key.i32());
        }
    }
}
