package org.znn.common.volume.hdf5.index;

import java.io.IOException;
import java.util.Optional;
import org.znn.common.volume.hdf5.metadata.BTree2;
import org.znn.common.volume.hdf5.metadata.Fields;
import org.znn.common.volume.hdf5.metadata.Hdf5File;

/**
 * Looks up chunks in a version 2 B-tree, the index of datasets with several unlimited axes. A record is the entry of a
 * chunk and its position in the grid of chunks.
 */
final class BTree2ChunkIndex implements ChunkIndex {

    private static final int PLAIN_RECORD = 10;
    private static final int FILTERED_RECORD = 11;

    private final BTree2 tree;
    private final ChunkEntry entry;

    BTree2ChunkIndex(Hdf5File file, long address, int rank, boolean isFiltered, long chunkBytes) throws IOException {
        tree = BTree2.open(file, address);
        if (tree.type() != (isFiltered ? FILTERED_RECORD : PLAIN_RECORD)) {
            throw new IOException("the file is damaged: the index of the chunks has records of type " + tree.type());
        }
        entry = ChunkEntry.of(tree.recordBytes() - rank * Long.BYTES, isFiltered, file, chunkBytes);
    }

    @Override
    public Optional<StoredChunk> find(long[] chunk) throws IOException {
        Optional<Fields> record = tree.find(r -> compare(chunk, r));
        return record.isPresent() ? entry.read(record.get()) : Optional.empty();
    }

    private int compare(long[] chunk, Fields record) throws IOException {
        record.skip(entry.bytes());
        for (long c : chunk) {
            int order = Long.compareUnsigned(c, record.unsigned(Long.BYTES));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
