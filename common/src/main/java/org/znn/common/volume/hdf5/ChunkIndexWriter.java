package org.znn.common.volume.hdf5;

import java.io.IOException;
import java.io.OutputStream;
import org.znn.common.geometry.IntMath;

/**
 * Writes the version 1 B-tree that indexes the chunks of a dataset, leaves first and root last. All nodes are full
 * except the last one of each level, so the size of the tree and the address of every node depend only on the number of
 * chunks.
 */
final class ChunkIndexWriter {

    private static final int HEADER_BYTES = 24;
    /** Twice the value of K that superblock version 0 prescribes. */
    private static final int FANOUT = 64;

    private final Hdf5VolumeSpec spec;
    private final int chunks;
    private final int nodeBytes;

    ChunkIndexWriter(Hdf5VolumeSpec spec) {
        this.spec = spec;
        chunks = spec.chunkCount();
        // A key: stored size, filter mask, start along each axis, and a zero.
        int keyBytes = 2 * Integer.BYTES + Long.BYTES * (spec.rank() + 1);
        nodeBytes = HEADER_BYTES + FANOUT * Long.BYTES + (FANOUT + 1) * keyBytes;
    }

    /** Returns the size of the tree in bytes. */
    long bytes() {
        long nodes = 0;
        for (int level = 0; level <= topLevel(); level++) {
            nodes += nodes(level);
        }
        return nodes * nodeBytes;
    }

    /** Returns the address of the root node if the first leaf is at {@code start}. */
    long rootAddress(long start) {
        return start + bytes() - nodeBytes;
    }

    /**
     * Writes the tree.
     *
     * @param out       stream to write to
     * @param start     address of the first leaf
     * @param addresses address of each chunk, by chunk number
     * @param lengths   stored size of each chunk in bytes, by chunk number
     */
    void write(OutputStream out, long start, long[] addresses, int[] lengths) throws IOException {
        long levelStart = start;
        long childLevelStart = 0;
        for (int level = 0; level <= topLevel(); level++) {
            int nodes = nodes(level);
            for (int node = 0; node < nodes; node++) {
                out.write(node(level, node, levelStart, childLevelStart, addresses, lengths));
            }
            childLevelStart = levelStart;
            levelStart += (long) nodes * nodeBytes;
        }
    }

    private byte[] node(int level, int node, long levelStart, long childLevelStart, long[] addresses,
            int[] lengths) {
        int children = level == 0 ? chunks : nodes(level - 1);
        int first = node * FANOUT;
        int last = Math.min(children, first + FANOUT);
        long address = levelStart + (long) node * nodeBytes;
        LittleEndianWriter out = new LittleEndianWriter().u8('T', 'R', 'E', 'E', 1, level).u16(last - first)
                .u64(node == 0 ? Hdf5Header.UNDEFINED_ADDRESS : address - nodeBytes)
                .u64(node == nodes(level) - 1 ? Hdf5Header.UNDEFINED_ADDRESS : address + nodeBytes);
        for (int child = first; child < last; child++) {
            int chunk = firstChunk(level, child);
            key(out, chunk, lengths);
            out.u64(level == 0 ? addresses[chunk] : childLevelStart + (long) child * nodeBytes);
        }
        key(out, last == children ? chunks : firstChunk(level, last), lengths);
        return out.zeros(nodeBytes - out.length()).toBytes();
    }

    /** Returns the number of the first chunk below a child of a node. */
    private static int firstChunk(int level, int child) {
        long chunk = child;
        for (int i = 0; i < level; i++) {
            chunk *= FANOUT;
        }
        return (int) chunk;
    }

    /**
     * Writes the key of a chunk: stored size, filter mask and start along each axis. The key after the last chunk holds
     * the start of the last chunk, advanced by one chunk along each axis.
     */
    private void key(LittleEndianWriter out, int chunk, int[] lengths) {
        boolean end = chunk == chunks;
        int[] coordinates = spec.chunkCoordinates(end ? chunks - 1 : chunk);
        int advance = end ? 1 : 0;
        out.u32(end ? 0 : lengths[chunk]).u32(0);
        if (spec.hasChannelAxis()) {
            out.u64(coordinates[0] + advance);
        }
        for (int axis = 0; axis < 3; axis++) {
            out.u64((long) (coordinates[axis + 1] + advance) * spec.chunk().get(axis));
        }
        out.u64(end ? spec.type().bytes() : 0);
    }

    private int nodes(int level) {
        long nodes = chunks;
        for (int i = 0; i <= level; i++) {
            nodes = IntMath.ceilDiv(nodes, FANOUT);
        }
        return (int) nodes;
    }

    private int topLevel() {
        int level = 0;
        while (nodes(level) > 1) {
            level++;
        }
        return level;
    }
}
