package org.znn.common.volume.hdf5;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes the version 1 B-tree over all chunks of a dataset, leaves first and root last. Every node is full but the last
 * of each level, so its length and the place of every node follow from the number of chunks alone.
 */
final class ChunkTree {

    /** Twice the K that superblock version 0 prescribes. */
    private static final int FANOUT = 64;
    private static final int HEADER_BYTES = 24;
    private static final long UNDEFINED = -1;

    private final Hdf5VolumeSpec spec;
    private final int chunks;
    private final int nodeBytes;

    ChunkTree(Hdf5VolumeSpec spec) {
        this.spec = spec;
        chunks = spec.chunks();
        int keyBytes = 8 + Long.BYTES * (spec.rank() + 1);
        nodeBytes = HEADER_BYTES + FANOUT * Long.BYTES + (FANOUT + 1) * keyBytes;
    }

    /** Bytes of all nodes. */
    long bytes() {
        long nodes = 0;
        for (int level = 0; level <= topLevel(); level++) {
            nodes += nodes(level);
        }
        return nodes * nodeBytes;
    }

    /** Where the root stands when the first leaf stands at {@code start}. */
    long rootAddress(long start) {
        return start + bytes() - nodeBytes;
    }

    /**
     * Writes the nodes.
     *
     * @param start     address of the first
     * @param addresses of the chunks, by number
     * @param lengths   of the chunks in bytes, by number
     */
    void write(OutputStream out, long start, long[] addresses, int[] lengths) throws IOException {
        long levelStart = start;
        long below = 0;
        for (int level = 0; level <= topLevel(); level++) {
            int nodes = nodes(level);
            for (int node = 0; node < nodes; node++) {
                out.write(node(level, node, levelStart, below, addresses, lengths));
            }
            below = levelStart;
            levelStart += (long) nodes * nodeBytes;
        }
    }

    private byte[] node(int level, int node, long levelStart, long below, long[] addresses, int[] lengths) {
        int children = level == 0 ? chunks : nodes(level - 1);
        int first = node * FANOUT;
        int last = Math.min(children, first + FANOUT);
        long address = levelStart + (long) node * nodeBytes;
        LittleEndian out = new LittleEndian().u8('T', 'R', 'E', 'E', 1, level).u16(last - first)
                .u64(node == 0 ? UNDEFINED : address - nodeBytes)
                .u64(node == nodes(level) - 1 ? UNDEFINED : address + nodeBytes);
        for (int child = first; child < last; child++) {
            int chunk = firstChunk(level, child);
            key(out, chunk, lengths);
            out.u64(level == 0 ? addresses[chunk] : below + (long) child * nodeBytes);
        }
        key(out, last == children ? chunks : firstChunk(level, last), lengths);
        return out.zeros(nodeBytes - out.length()).toBytes();
    }

    /** The number of the first chunk below a child; a level holds {@value #FANOUT} times as many as the one below. */
    private static int firstChunk(int level, int child) {
        long chunk = child;
        for (int i = 0; i < level; i++) {
            chunk *= FANOUT;
        }
        return (int) chunk;
    }

    /** Stored size, filter mask, and first element; past the last chunk, the element one chunk further on each axis. */
    private void key(LittleEndian out, int chunk, int[] lengths) {
        boolean end = chunk == chunks;
        int[] place = spec.place(end ? chunks - 1 : chunk);
        int further = end ? 1 : 0;
        out.u32(end ? 0 : lengths[chunk]).u32(0);
        if (spec.channelAxis()) {
            out.u64(place[0] + further);
        }
        for (int axis = 0; axis < 3; axis++) {
            out.u64((long) (place[axis + 1] + further) * spec.chunk().get(axis));
        }
        out.u64(end ? spec.type().bytes() : 0);
    }

    private int nodes(int level) {
        long nodes = chunks;
        for (int i = 0; i <= level; i++) {
            nodes = (nodes + FANOUT - 1) / FANOUT;
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
