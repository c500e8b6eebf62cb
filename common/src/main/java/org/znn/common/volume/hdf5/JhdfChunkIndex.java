package org.znn.common.volume.hdf5;

import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import io.jhdf.HdfFile;
import io.jhdf.ObjectHeader;
import io.jhdf.api.Dataset;
import io.jhdf.dataset.chunked.Chunk;
import io.jhdf.dataset.chunked.ChunkOffset;
import io.jhdf.dataset.chunked.ChunkedDatasetV3;
import io.jhdf.dataset.chunked.ChunkedDatasetV4;

/** Chunk indexes of newer files (HDF5 1.10 layouts). jhdf holds a whole index in memory, about 100 bytes per chunk. */
final class JhdfChunkIndex implements ChunkIndex {

    private final Map<ChunkOffset, Chunk> chunks;

    private JhdfChunkIndex(Map<ChunkOffset, Chunk> chunks) {
        this.chunks = chunks;
    }

    static JhdfChunkIndex of(HdfFile file, Dataset dataset, ObjectHeader header) {
        return new JhdfChunkIndex(dataset instanceof ChunkedDatasetV4
                ? new AccessibleDatasetV4(file, dataset, header).getChunkLookup()
                : new AccessibleDatasetV3(file, dataset, header).getChunkLookup());
    }

    @Override
    public Optional<StoredChunk> find(long[] start) {
        return Optional.ofNullable(chunks.get(new ChunkOffset(start)))
                .filter(c -> c.getAddress() != Hdf5Header.UNDEFINED_ADDRESS)
                .map(c -> new StoredChunk(c.getAddress(), c.getSize(), mask(c.getFilterMask())));
    }

    private static int mask(BitSet bits) {
        return bits == null || bits.isEmpty() ? 0 : (int) bits.toLongArray()[0];
    }

    /** Exposes jhdf's protected chunk lookup. */
    private static final class AccessibleDatasetV3 extends ChunkedDatasetV3 {
        AccessibleDatasetV3(HdfFile file, Dataset dataset, ObjectHeader header) {
            super(file.getHdfBackingStorage(), dataset.getAddress(), dataset.getName(), dataset.getParent(), header);
        }

        @Override
        protected Map<ChunkOffset, Chunk> getChunkLookup() {
            return super.getChunkLookup();
        }
    }

    /** Exposes jhdf's protected chunk lookup. */
    private static final class AccessibleDatasetV4 extends ChunkedDatasetV4 {
        AccessibleDatasetV4(HdfFile file, Dataset dataset, ObjectHeader header) {
            super(file.getHdfBackingStorage(), dataset.getAddress(), dataset.getName(), dataset.getParent(), header);
        }

        @Override
        protected Map<ChunkOffset, Chunk> getChunkLookup() {
            return super.getChunkLookup();
        }
    }
}
