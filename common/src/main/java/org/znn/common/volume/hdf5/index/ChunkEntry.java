package org.znn.common.volume.hdf5.index;

import java.io.IOException;
import java.util.Optional;
import org.znn.common.volume.hdf5.metadata.Fields;
import org.znn.common.volume.hdf5.metadata.Hdf5File;

/**
 * The entry of a chunk in an index: its address and, if the dataset has filters, its stored size and filter mask.
 *
 * @param bytes      size of an entry in bytes
 * @param isFiltered whether the dataset has filters
 * @param sizeBytes  width of the stored size in bytes
 * @param chunkBytes size of a decoded chunk in bytes
 */
record ChunkEntry(int bytes, boolean isFiltered, int sizeBytes, long chunkBytes) {

    private static final int MASK_BYTES = 4;

    /**
     * Derives the layout of the entries from their size.
     *
     * @param bytes size of an entry in bytes, as the index states it
     * @throws IOException if the size does not fit the dataset
     */
    static ChunkEntry of(int bytes, boolean isFiltered, Hdf5File file, long chunkBytes) throws IOException {
        int sizeBytes = isFiltered ? bytes - file.addressBytes() - MASK_BYTES : 0;
        boolean fits = isFiltered ? sizeBytes >= 1 && sizeBytes <= Long.BYTES : bytes == file.addressBytes();
        if (!fits) {
            throw new IOException("the file is damaged: the index of the chunks has entries of " + bytes + " bytes");
        }
        return new ChunkEntry(bytes, isFiltered, sizeBytes, chunkBytes);
    }

    /** Reads the entry with a number from a list of entries; empty if the chunk was never written. */
    Optional<StoredChunk> read(Fields entries, long number) throws IOException {
        Fields at = entries.fromStart();
        at.skip(number * bytes);
        return read(at);
    }

    /** Reads the next entry; empty if the chunk was never written. */
    Optional<StoredChunk> read(Fields entry) throws IOException {
        long address = entry.address();
        if (address == Hdf5File.UNDEFINED) {
            return Optional.empty();
        }
        return Optional.of(isFiltered ? new StoredChunk(address, entry.length(sizeBytes), entry.i32())
                : new StoredChunk(address, chunkBytes, 0));
    }
}
