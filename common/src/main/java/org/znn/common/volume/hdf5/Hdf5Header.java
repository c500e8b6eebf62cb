package org.znn.common.volume.hdf5;

import java.nio.charset.StandardCharsets;
import org.znn.common.geometry.Vec3;

/**
 * Everything of a file before its chunks: superblock version 0, a root group with the one name {@code main}, and the
 * dataset's object header (HDF5 File Format Specification, II.A, III, IV). The oldest forms are written, which every
 * library reads. What stands in it depends on the chunks only through their total length.
 */
final class Hdf5Header {

    private static final long UNDEFINED = -1;
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
    private static final int SHUFFLE = 2;
    private static final int DEFLATE = 1;

    private Hdf5Header() {
    }

    /**
     * The bytes; their number is the same whatever the addresses.
     *
     * @param indexAddress of the root of the chunk index
     * @param fileBytes    of the whole file
     */
    static byte[] bytes(Hdf5VolumeSpec spec, long indexAddress, long fileBytes) {
        LittleEndian out = new LittleEndian();
        superblock(out, fileBytes);
        root(out);
        groupTree(out);
        heap(out);
        symbols(out);
        dataset(out, spec, indexAddress);
        return out.alignTo(Long.BYTES).toBytes();
    }

    private static void superblock(LittleEndian out, long fileBytes) {
        out.put(new byte[] {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'})
                .u8(0, 0, 0, 0, 0, Long.BYTES, Long.BYTES, 0).u16(GROUP_LEAF_K).u16(GROUP_INTERNAL_K).u32(0)
                .u64(0).u64(UNDEFINED).u64(fileBytes).u64(UNDEFINED);
        out.u64(0).u64(ROOT).u32(1).u32(0).u64(GROUP_TREE).u64(HEAP);
    }

    private static void root(LittleEndian out) {
        objectHeader(out, 1, message(SYMBOL_TABLE, 0, new LittleEndian().u64(GROUP_TREE).u64(HEAP).toBytes()));
    }

    private static void groupTree(LittleEndian out) {
        out.put(ascii("TREE")).u8(0, 0).u16(1).u64(UNDEFINED).u64(UNDEFINED).u64(0).u64(SYMBOLS).u64(NAME_IN_HEAP)
                .zeros(HEAP - out.length());
    }

    private static void heap(LittleEndian out) {
        long noFreeBlock = 1;
        out.put(ascii("HEAP")).u8(0, 0, 0, 0).u64(HEAP_BYTES).u64(noFreeBlock).u64(HEAP_DATA)
                .zeros(NAME_IN_HEAP).put(ascii("main")).zeros(SYMBOLS - out.length());
    }

    private static void symbols(LittleEndian out) {
        out.put(ascii("SNOD")).u8(1, 0).u16(1).u64(NAME_IN_HEAP).u64(DATASET).zeros(DATASET - out.length());
    }

    private static void dataset(LittleEndian out, Hdf5VolumeSpec spec, long indexAddress) {
        LittleEndian messages = new LittleEndian();
        int count = 4;
        messages.put(message(DATASPACE, 0, dataspace(spec)));
        messages.put(message(DATATYPE, 1, Hdf5Types.message(spec.type())));
        // Version 2: space taken as chunks come, fill value written if set, none set.
        messages.put(message(FILL_VALUE, 1, new LittleEndian().u8(2, 3, 2, 1).u32(0).toBytes()));
        messages.put(message(LAYOUT, 0, layout(spec, indexAddress)));
        if (spec.level() > 0) {
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
        LittleEndian out = new LittleEndian().u8(1, spec.rank(), 0, 0).u32(0);
        if (spec.channelAxis()) {
            out.u64(spec.channels());
        }
        Vec3 size = spec.size();
        return out.u64(size.z()).u64(size.y()).u64(size.x()).toBytes();
    }

    private static byte[] layout(Hdf5VolumeSpec spec, long indexAddress) {
        LittleEndian out = new LittleEndian().u8(3, 2, spec.rank() + 1).u64(indexAddress);
        if (spec.channelAxis()) {
            out.u32(1);
        }
        Vec3 chunk = spec.chunk();
        return out.u32(chunk.z()).u32(chunk.y()).u32(chunk.x()).u32(spec.type().bytes()).toBytes();
    }

    /** Each with one number: shuffle the bytes of an element, deflate its level. An odd number of them is padded. */
    private static byte[] filters(Hdf5VolumeSpec spec) {
        int optional = 1;
        return new LittleEndian().u8(1, 2).zeros(6)
                .u16(SHUFFLE).u16(0).u16(optional).u16(1).u32(spec.type().bytes()).u32(0)
                .u16(DEFLATE).u16(0).u16(optional).u16(1).u32(spec.level()).u32(0).toBytes();
    }

    private static void objectHeader(LittleEndian out, int count, byte[] messages) {
        out.u8(1, 0).u16(count).u32(1).u32(messages.length).u32(0).put(messages);
    }

    private static byte[] message(int type, int flags, byte[] content) {
        byte[] padded = new LittleEndian().put(content).alignTo(Long.BYTES).toBytes();
        return new LittleEndian().u16(type).u16(padded.length).u8(flags, 0, 0, 0).put(padded).toBytes();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
