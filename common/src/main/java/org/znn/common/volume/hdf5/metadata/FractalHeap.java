package org.znn.common.volume.hdf5.metadata;

import java.io.IOException;
import org.znn.common.geometry.IntMath;
import org.znn.common.volume.VolumeException;

/**
 * The links or attributes of an object that has many of them (File Format Specification, III.G). Most objects stand in
 * direct blocks, which a doubling table addresses: its rows 0 and 1 have blocks of the smallest size, each further row
 * blocks of twice the size of the row before.
 */
final class FractalHeap {

    private static final int FIXED_BYTES = 4 + 1 + 2 + 2 + 1 + 4 + 2 + 2 + 2 + 2;
    private static final int FILTERS_FIELD = 4 + 1 + 2;
    private static final int BLOCK_PREFIX_BYTES = 5;
    private static final int HAS_CHECKSUMS = 1 << 1;
    private static final int MAX_OBJECT_BITS = 63;
    private static final long MAX_DIRECT_BYTES = 1L << 32;
    private static final int HUGE_RECORD = 1;

    private final Hdf5File file;
    private final int idBytes;
    private final boolean hasChecksums;
    private final long hugeTree;
    private final int tableWidth;
    private final long startBytes;
    private final long maxDirectBytes;
    private final int maxBits;
    private final long rootAddress;
    private final int rootRows;
    private final int lengthWidth;
    private final NodeCache<Fields> blocks = new NodeCache<>(Fields::size);

    private FractalHeap(Hdf5File file, Fields header) throws IOException {
        this.file = file;
        header.expect("FRHP", 0);
        idBytes = header.u16();
        header.skip(Short.BYTES);
        hasChecksums = (header.u8() & HAS_CHECKSUMS) != 0;
        long maxManaged = header.count();
        header.length();
        hugeTree = header.address();
        header.skip(file.lengthBytes());
        header.address();
        header.skip(8L * file.lengthBytes());
        tableWidth = header.u16();
        startBytes = header.length();
        maxDirectBytes = header.length();
        maxBits = header.u16();
        header.skip(Short.BYTES);
        rootAddress = header.address();
        rootRows = header.u16();
        if (idBytes < 1 || Integer.bitCount(tableWidth) != 1 || Long.bitCount(startBytes) != 1
                || Long.bitCount(maxDirectBytes) != 1 || maxDirectBytes < startBytes
                || maxDirectBytes > MAX_DIRECT_BYTES || maxBits < 1 || maxBits > MAX_OBJECT_BITS) {
            throw new IOException("the file is damaged: a heap has blocks of impossible sizes");
        }
        lengthWidth = Math.min(IntMath.ceilDiv(IntMath.floorLog2(maxDirectBytes), Byte.SIZE),
                BTree2.width(Math.max(1, maxManaged)));
    }

    /**
     * Opens the heap whose header is at an address.
     *
     * @throws VolumeException if the objects of the heap are compressed
     * @throws IOException     if the heap is damaged
     */
    static FractalHeap open(Hdf5File file, long address) throws IOException {
        // Filters make the header longer.
        Fields prefix = file.read(address, FILTERS_FIELD + Short.BYTES);
        prefix.skip(FILTERS_FIELD);
        if (prefix.u16() != 0) {
            throw new VolumeException("the file compresses its lists of links or attributes, which is not supported;"
                    + " rewrite it with: h5repack FILE NEW_FILE");
        }
        return new FractalHeap(file, file.readChecked(address,
                FIXED_BYTES + 12L * file.lengthBytes() + 3L * file.addressBytes()));
    }

    private int offsetWidth() {
        return IntMath.ceilDiv(maxBits, Byte.SIZE);
    }

    /** Returns the object whose id comes next in a record. */
    Fields object(Fields record) throws IOException {
        Fields id = record.part(idBytes);
        int flags = id.u8();
        return switch (flags >> 4 & 3) {
            case 0 -> managed(id.length(offsetWidth()), id.length(lengthWidth));
            case 1 -> huge(id);
            case 2 -> id.part((flags & 0xF) + 1L);
            default -> throw new IOException("the file is damaged: an object of a heap has an unknown kind");
        };
    }

    /** Objects too large for a block are listed in a tree by their number, if their address does not fit their id. */
    private Fields huge(Fields id) throws IOException {
        if (id.remaining() >= file.addressBytes() + file.lengthBytes()) {
            return file.read(id.address(), id.length());
        }
        long number = id.unsigned(Math.min(Long.BYTES, id.remaining()));
        BTree2 tree = BTree2.open(file, hugeTree);
        if (tree.type() != HUGE_RECORD) {
            throw new IOException("the file is damaged: the large objects of a heap are missing");
        }
        Fields record = tree.find(r -> {
            r.address();
            r.length();
            return Long.compareUnsigned(number, r.unsigned(file.lengthBytes()));
        }).orElseThrow(() -> new IOException("the file is damaged: a large object of a heap is missing"));
        return file.read(record.address(), record.length());
    }

    private Fields managed(long offset, long bytes) throws IOException {
        long address = rootAddress;
        long start = 0;
        long blockBytes = startBytes;
        // Each indirect block has fewer rows than the one that addresses it; a direct block has none.
        int rows = rootRows;
        while (rows > 0) {
            int row = row(offset - start);
            if (row >= rows) {
                throw outside();
            }
            long rowStart = row == 0 ? 0 : tableWidth * startBytes << row - 1;
            blockBytes = row == 0 ? startBytes : startBytes << row - 1;
            long column = (offset - start - rowStart) / blockBytes;
            address = entry(address, rows, row * (long) tableWidth + column);
            start += rowStart + column * blockBytes;
            rows = blockBytes <= maxDirectBytes ? 0
                    : IntMath.floorLog2(blockBytes) - IntMath.floorLog2(tableWidth * startBytes) + 1;
        }
        if (offset - start > blockBytes - bytes) {
            throw outside();
        }
        Fields block = directBlock(address, blockBytes).fromStart();
        block.skip(offset - start);
        return block.part(bytes);
    }

    private static IOException outside() {
        return new IOException("the file is damaged: an object lies outside its heap");
    }

    /** Returns the row of the doubling table that holds an offset. */
    private int row(long offset) {
        long blocksOfRow = offset / (tableWidth * startBytes);
        return blocksOfRow == 0 ? 0 : IntMath.floorLog2(blocksOfRow) + 1;
    }

    private int blockPrefixBytes() {
        return BLOCK_PREFIX_BYTES + file.addressBytes() + offsetWidth();
    }

    /** Returns an entry of an indirect block, the address of another block. */
    private long entry(long indirect, int rows, long index) throws IOException {
        long bytes = blockPrefixBytes() + (long) rows * tableWidth * file.addressBytes();
        Fields block = blocks.get(indirect, () -> {
            Fields read = file.readChecked(indirect, bytes);
            read.expect("FHIB", 0);
            return read;
        }).fromStart();
        block.skip(blockPrefixBytes() + index * file.addressBytes());
        return block.address();
    }

    private Fields directBlock(long address, long bytes) throws IOException {
        return blocks.get(address, () -> {
            Fields block = file.read(address, bytes);
            block.expect("FHDB", 0);
            if (hasChecksums) {
                block.requireChecksumInside(blockPrefixBytes());
            }
            return block;
        });
    }
}
