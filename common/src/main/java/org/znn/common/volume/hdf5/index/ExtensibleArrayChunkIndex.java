package org.znn.common.volume.hdf5.index;

import java.io.IOException;
import java.util.Optional;
import org.znn.common.geometry.IntMath;
import org.znn.common.volume.hdf5.metadata.Fields;
import org.znn.common.volume.hdf5.metadata.Hdf5File;
import org.znn.common.volume.hdf5.metadata.NodeCache;

/**
 * Looks up chunks in an extensible array, the index of datasets with one unlimited axis (HDF5 File Format
 * Specification, Appendix C). The first elements stand in the index block; the others in data blocks of growing size,
 * whose addresses stand in the index block or, later, in super blocks. Super block k has 2^(k/2) data blocks of
 * 2^((k+1)/2) · m elements, m being the size of the smallest data block. Large data blocks are stored in pages.
 */
final class ExtensibleArrayChunkIndex implements ChunkIndex {

    private static final int PREFIX_BYTES = 6;
    private static final int FIXED_HEADER_BYTES = 12;
    private static final int STATISTICS = 6;
    private static final int MAX_PAGE_BITS = 24;
    /** The elements before the last of these super blocks address more chunks than a file can hold. */
    private static final int MAX_SUPER_BLOCKS = 48;

    private final Hdf5File file;
    private final ChunkGrid grid;
    private final ChunkEntry entry;
    private final int indexElements;
    private final int minElements;
    /** Super blocks whose data blocks are addressed by the index block. */
    private final int directSuperBlocks;
    private final int directDataBlocks;
    private final int superBlocks;
    private final long pageElements;
    private final int offsetBytes;
    private final long indexBlock;
    private final NodeCache<Fields> nodes = new NodeCache<>(Fields::size);

    ExtensibleArrayChunkIndex(Hdf5File file, long address, ChunkGrid grid, boolean isFiltered, long chunkBytes)
            throws IOException {
        this.file = file;
        this.grid = grid;
        Fields header = file.readChecked(address,
                FIXED_HEADER_BYTES + STATISTICS * (long) file.lengthBytes() + file.addressBytes());
        header.expect("EAHD", 0);
        header.skip(1);
        entry = ChunkEntry.of(header.u8(), isFiltered, file, chunkBytes);
        int maxBits = header.u8();
        indexElements = header.u8();
        minElements = header.u8();
        int minPointers = header.u8();
        int pageBits = header.u8();
        header.skip(STATISTICS * (long) file.lengthBytes());
        indexBlock = header.address();
        if (maxBits > Long.SIZE || pageBits > MAX_PAGE_BITS || Integer.bitCount(minElements) != 1
                || Integer.bitCount(minPointers) != 1 || maxBits < IntMath.floorLog2(minElements)) {
            throw new IOException("the file is damaged: the index of the chunks has blocks of impossible sizes");
        }
        superBlocks = 1 + maxBits - IntMath.floorLog2(minElements);
        directSuperBlocks = 2 * IntMath.floorLog2(minPointers);
        directDataBlocks = 2 * (minPointers - 1);
        pageElements = 1L << pageBits;
        offsetBytes = IntMath.ceilDiv(maxBits, Byte.SIZE);
    }

    @Override
    public Optional<StoredChunk> find(long[] chunk) throws IOException {
        long number = grid.number(chunk);
        if (indexBlock == Hdf5File.UNDEFINED) {
            return Optional.empty();
        }
        if (number < indexElements) {
            return entry.read(indexBlock(), number);
        }
        long index = number - indexElements;
        int superBlock = IntMath.floorLog2(index / minElements + 1);
        if (superBlock >= Math.min(superBlocks, MAX_SUPER_BLOCKS)) {
            throw new IOException("the file is damaged: the index of the chunks cannot hold chunk " + number);
        }
        long firstElement = minElements * ((1L << superBlock) - 1);
        long blockElements = minElements * (1L << (superBlock + 1) / 2);
        long block = (index - firstElement) / blockElements;
        long element = (index - firstElement) % blockElements;
        return superBlock < directSuperBlocks ? direct(superBlock, block, blockElements, element)
                : indirect(superBlock, block, blockElements, element);
    }

    private Optional<StoredChunk> direct(int superBlock, long block, long blockElements, long element)
            throws IOException {
        // Super blocks 0, 1, 2, 3, … have 1, 1, 2, 2, … data blocks.
        long before = (1L << superBlock / 2) * (superBlock % 2 == 0 ? 2 : 3) - 2;
        if (blockElements > pageElements) {
            throw new IOException("the file is damaged: the index of the chunks has pages in its index block");
        }
        Fields at = indexBlock().fromStart();
        at.skip(indexElements * (long) entry.bytes() + (before + block) * file.addressBytes());
        return unpaged(at.address(), blockElements, element);
    }

    private Optional<StoredChunk> indirect(int superBlock, long block, long blockElements, long element)
            throws IOException {
        Fields at = indexBlock().fromStart();
        at.skip(indexElements * (long) entry.bytes()
                + (directDataBlocks + superBlock - (long) directSuperBlocks) * file.addressBytes());
        long address = at.address();
        if (address == Hdf5File.UNDEFINED) {
            return Optional.empty();
        }
        long blocks = 1L << superBlock / 2;
        long pages = blockElements > pageElements ? blockElements / pageElements : 0;
        long bitmapBytes = blocks * IntMath.ceilDiv(pages, Byte.SIZE);
        Fields body = block("EASB", address, offsetBytes + bitmapBytes + blocks * file.addressBytes()).fromStart();
        body.skip(offsetBytes + bitmapBytes + block * file.addressBytes());
        long dataBlock = body.address();
        if (pages == 0) {
            return unpaged(dataBlock, blockElements, element);
        }
        long page = element / pageElements;
        long bit = block * pages + page;
        if (dataBlock == Hdf5File.UNDEFINED || !body.isSet((long) offsetBytes * Byte.SIZE + bit)) {
            return Optional.empty();
        }
        long bytes = pageElements * entry.bytes();
        long prefix = PREFIX_BYTES + file.addressBytes() + offsetBytes + Hdf5File.CHECKSUM_BYTES;
        long start = Hdf5File.plus(dataBlock, prefix + page * (bytes + Hdf5File.CHECKSUM_BYTES));
        return entry.read(nodes.get(start, () -> file.readChecked(start, bytes)), element % pageElements);
    }

    private Optional<StoredChunk> unpaged(long address, long blockElements, long element) throws IOException {
        if (address == Hdf5File.UNDEFINED) {
            return Optional.empty();
        }
        Fields body = block("EADB", address, offsetBytes + blockElements * entry.bytes()).fromStart();
        body.skip(offsetBytes);
        return entry.read(body.part(body.remaining()), element);
    }

    private Fields indexBlock() throws IOException {
        return block("EAIB", indexBlock, indexElements * (long) entry.bytes()
                + (directDataBlocks + (long) Math.max(0, superBlocks - directSuperBlocks)) * file.addressBytes());
    }

    /** Returns the contents of a block behind the address of the header. */
    private Fields block(String signature, long address, long bytes) throws IOException {
        int prefix = PREFIX_BYTES + file.addressBytes();
        return nodes.get(address, () -> {
            Fields all = file.readChecked(address, prefix + bytes);
            all.expect(signature, 0);
            all.moveTo(prefix);
            return all.part(bytes);
        });
    }
}
