package org.znn.common.volume.hdf5.index;

import java.io.IOException;
import java.util.Optional;
import org.znn.common.geometry.IntMath;
import org.znn.common.volume.hdf5.metadata.Fields;
import org.znn.common.volume.hdf5.metadata.Hdf5File;
import org.znn.common.volume.hdf5.metadata.NodeCache;

/**
 * Looks up chunks in a fixed array, the index of datasets without unlimited axes (HDF5 File Format Specification,
 * Appendix C). Large arrays are stored in pages; a bitmap marks those that were ever written.
 */
final class FixedArrayChunkIndex implements ChunkIndex {

    private static final int BLOCK_PREFIX_BYTES = 6;
    private static final int MAX_PAGE_BITS = 24;

    private final Hdf5File file;
    private final ChunkGrid grid;
    private final ChunkEntry entry;
    private final long pageElements;
    private final long elements;
    private final long block;
    private final NodeCache<Fields> nodes = new NodeCache<>(Fields::size);

    FixedArrayChunkIndex(Hdf5File file, long address, ChunkGrid grid, boolean isFiltered, long chunkBytes)
            throws IOException {
        this.file = file;
        this.grid = grid;
        Fields header = file.readChecked(address, 8 + file.lengthBytes() + file.addressBytes());
        header.expect("FAHD", 0);
        header.skip(1);
        entry = ChunkEntry.of(header.u8(), isFiltered, file, chunkBytes);
        int pageBits = header.u8();
        elements = header.length();
        block = header.address();
        if (pageBits > MAX_PAGE_BITS || elements > Long.MAX_VALUE / (2 * entry.bytes() + Hdf5File.CHECKSUM_BYTES)) {
            throw new IOException("the file is damaged: the index of the chunks has pages of 2^" + pageBits
                    + " elements and " + elements + " in all");
        }
        pageElements = 1L << pageBits;
    }

    @Override
    public Optional<StoredChunk> find(long[] chunk) throws IOException {
        long number = grid.number(chunk);
        if (number >= elements) {
            throw new IOException("the file is damaged: the index of the chunks has only " + elements + " elements");
        }
        if (block == Hdf5File.UNDEFINED) {
            return Optional.empty();
        }
        return elements <= pageElements ? entry.read(dataBlock(elements * entry.bytes()), number) : paged(number);
    }

    private int prefixBytes() {
        return BLOCK_PREFIX_BYTES + file.addressBytes();
    }

    /** Returns the contents of the data block behind the address of the header. */
    private Fields dataBlock(long bytes) throws IOException {
        return nodes.get(block, () -> {
            Fields all = file.readChecked(block, prefixBytes() + bytes);
            all.expect("FADB", 0);
            all.moveTo(prefixBytes());
            return all.part(bytes);
        });
    }

    private Optional<StoredChunk> paged(long number) throws IOException {
        long pages = IntMath.ceilDiv(elements, pageElements);
        long bitmapBytes = IntMath.ceilDiv(pages, Byte.SIZE);
        long prefix = prefixBytes() + bitmapBytes;
        long page = number / pageElements;
        if (!dataBlock(bitmapBytes).isSet(page)) {
            return Optional.empty();
        }
        long count = Math.min(pageElements, elements - page * pageElements);
        long start = Hdf5File.plus(block,
                prefix + Hdf5File.CHECKSUM_BYTES + page * (pageElements * entry.bytes() + Hdf5File.CHECKSUM_BYTES));
        long bytes = count * entry.bytes();
        return entry.read(nodes.get(start, () -> file.readChecked(start, bytes)), number % pageElements);
    }
}
