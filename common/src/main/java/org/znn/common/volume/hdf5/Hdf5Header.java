package org.znn.common.volume.hdf5;

import java.nio.charset.StandardCharsets;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.hdf5.filter.ChunkFilters;

/**
 * Encodes the part of a file before its chunks: superblock version 0, a root group with the single entry {@code main},
 * and the object header of the dataset (HDF5 File Format Specification, II.A, III, IV). Uses the oldest versions of all
 * structures, which every library reads. The contents depend on the chunks only through their total size.
 */
final class Hdf5Header {

    /** The undefined address, with all bits set. */
    static final long UNDEFINED_ADDRESS = -1;

    private static final int GROUP_LEAF_K = 4;
    private static final int GROUP_INTERNAL_K = 16;
    private static final int SYMBOL_BYTES = 40;

    private static final int ROOT = 96;
    private static final int GROUP_TREE = ROOT + 40;
    private static final int HEAP = GROUP_TREE + 24 + (4 * GROUP_INTERNAL_K + 1) * Long.BYTES;
    private static final int HEAP_DATA = HEAP + 32;
    private static final int HEAP_BYTES = 16;
    private static final int NAME_IN_HEAP = 8;
    private static final int SYMBOLS = HEAP_DATA + HEAP_BYTES;
    private static final int DATASET = SYMBOLS + 8 + 2 * GROUP_LEAF_K * SYMBOL_BYTES;

    private static final int DATASPACE = 0x01;
    private static final int DATATYPE = 0x03;
    private static final int FILL_VALUE = 0x05;
    private static final int LAYOUT = 0x08;
    private static final int FILTERS = 0x0B;
    private static final int ATTRIBUTE = 0x0C;
    private static final int SYMBOL_TABLE = 0x11;

    private Hdf5Header() {
    }

    /**
     * Encodes the header. Its size does not depend on the addresses.
     *
     * @param spec         specification of the dataset
     * @param indexAddress address of the root node of the chunk index
     * @param fileBytes    size of the complete file in bytes
     */
    static byte[] encode(Hdf5VolumeSpec spec, long indexAddress, long fileBytes) {
        LittleEndianWriter out = new LittleEndianWriter();
        superblock(out, fileBytes);
        root(out);
        groupTree(out);
        heap(out);
        symbols(out);
        dataset(out, spec, indexAddress);
        return out.alignTo(Long.BYTES).toBytes();
    }

    private static void superblock(LittleEndianWriter out, long fileBytes) {
        out.put(new byte[] {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'})
                .u8(0, 0, 0, 0, 0, Long.BYTES, Long.BYTES, 0).u16(GROUP_LEAF_K).u16(GROUP_INTERNAL_K).u32(0)
                .u64(0).u64(UNDEFINED_ADDRESS).u64(fileBytes).u64(UNDEFINED_ADDRESS);
        out.u64(0).u64(ROOT).u32(1).u32(0).u64(GROUP_TREE).u64(HEAP);
    }

    private static void root(LittleEndianWriter out) {
        objectHeader(out, 1, message(SYMBOL_TABLE, 0, new LittleEndianWriter().u64(GROUP_TREE).u64(HEAP).toBytes()));
    }

    private static void groupTree(LittleEndianWriter out) {
        out.put(ascii("TREE")).u8(0, 0).u16(1).u64(UNDEFINED_ADDRESS).u64(UNDEFINED_ADDRESS).u64(0).u64(SYMBOLS)
                .u64(NAME_IN_HEAP).zeros(HEAP - out.length());
    }

    private static void heap(LittleEndianWriter out) {
        long noFreeBlock = 1;
        out.put(ascii("HEAP")).u8(0, 0, 0, 0).u64(HEAP_BYTES).u64(noFreeBlock).u64(HEAP_DATA)
                .zeros(NAME_IN_HEAP).put(ascii("main")).zeros(SYMBOLS - out.length());
    }

    private static void symbols(LittleEndianWriter out) {
        out.put(ascii("SNOD")).u8(1, 0).u16(1).u64(NAME_IN_HEAP).u64(DATASET).zeros(DATASET - out.length());
    }

    private static void dataset(LittleEndianWriter out, Hdf5VolumeSpec spec, long indexAddress) {
        LittleEndianWriter messages = new LittleEndianWriter();
        int count = 4;
        messages.put(message(DATASPACE, 0, dataspace(spec)));
        messages.put(message(DATATYPE, 1, Hdf5Types.message(spec.type())));
        // Version 2: incremental space allocation, fill value written if set by the user, no value set.
        messages.put(message(FILL_VALUE, 1, new LittleEndianWriter().u8(2, 3, 2, 1).u32(0).toBytes()));
        messages.put(message(LAYOUT, 0, layout(spec, indexAddress)));
        if (spec.compressionLevel() > 0) {
            messages.put(message(FILTERS, 1, filters(spec)));
            count++;
        }
        for (byte[] attribute : spec.attributes().messages()) {
            messages.put(message(ATTRIBUTE, 0, attribute));
            count++;
        }
        objectHeader(out, count, messages.toBytes());
    }

    private static byte[] dataspace(Hdf5VolumeSpec spec) {
        LittleEndianWriter out = new LittleEndianWriter().u8(1, spec.rank(), 0, 0).u32(0);
        if (spec.hasChannelAxis()) {
            out.u64(spec.channels());
        }
        Vec3 size = spec.size();
        return out.u64(size.z()).u64(size.y()).u64(size.x()).toBytes();
    }

    private static byte[] layout(Hdf5VolumeSpec spec, long indexAddress) {
        LittleEndianWriter out = new LittleEndianWriter().u8(3, 2, spec.rank() + 1).u64(indexAddress);
        if (spec.hasChannelAxis()) {
            out.u32(1);
        }
        Vec3 chunk = spec.chunk();
        return out.u32(chunk.z()).u32(chunk.y()).u32(chunk.x()).u32(spec.type().bytes()).toBytes();
    }

    /**
     * Encodes the filters, each with one parameter (element size, level) that is padded to an even number of values.
     */
    private static byte[] filters(Hdf5VolumeSpec spec) {
        int optional = 1;
        return new LittleEndianWriter().u8(1, 2).zeros(6)
                .u16(ChunkFilters.SHUFFLE).u16(0).u16(optional).u16(1).u32(spec.type().bytes()).u32(0)
                .u16(ChunkFilters.DEFLATE).u16(0).u16(optional).u16(1).u32(spec.compressionLevel()).u32(0).toBytes();
    }

    private static void objectHeader(LittleEndianWriter out, int count, byte[] messages) {
        out.u8(1, 0).u16(count).u32(1).u32(messages.length).u32(0).put(messages);
    }

    private static byte[] message(int type, int flags, byte[] content) {
        byte[] padded = new LittleEndianWriter().put(content).alignTo(Long.BYTES).toBytes();
        return new LittleEndianWriter().u16(type).u16(padded.length).u8(flags, 0, 0, 0).put(padded).toBytes();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
