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

/** The indexes of newer files (HDF5 1.10's layouts), as jhdf reads them: all at once, some 100 bytes a chunk. */
final class JhdfChunkIndex implements ChunkIndex {

    private final Map<ChunkOffset, Chunk> chunks;

    private JhdfChunkIndex(Map<ChunkOffset, Chunk> chunks) {
        this.chunks = chunks;
    }

    static JhdfChunkIndex of(HdfFile file, Dataset dataset, ObjectHeader header) {
        return new JhdfChunkIndex(dataset instanceof ChunkedDatasetV4
                ? new Open4(file, dataset, header).getChunkLookup()
                : new Open3(file, dataset, header).getChunkLookup());
    }

    @Override
    public Optional<StoredChunk> find(long[] start) {
        return Optional.ofNullable(chunks.get(new ChunkOffset(start))).filter(c -> c.getAddress() != -1)
                .map(c -> new StoredChunk(c.getAddress(), c.getSize(), mask(c.getFilterMask())));
    }

    private static int mask(BitSet bits) {
        return bits == null || bits.isEmpty() ? 0 : (int) bits.toLongArray()[0];
    }

    /** Shows what jhdf protects. */
    private static final class Open3 extends ChunkedDatasetV3 {
        Open3(HdfFile file, Dataset dataset, ObjectHeader header) {
            super(file.getHdfBackingStorage(), dataset.getAddress(), dataset.getName(), dataset.getParent(), header);
        }

        @Override
        protected Map<ChunkOffset, Chunk> getChunkLookup() {
            return super.getChunkLookup();
        }
    }

    /** Shows what jhdf protects. */
    private static final class Open4 extends ChunkedDatasetV4 {
        Open4(HdfFile file, Dataset dataset, ObjectHeader header) {
            super(file.getHdfBackingStorage(), dataset.getAddress(), dataset.getName(), dataset.getParent(), header);
        }

        @Override
        protected Map<ChunkOffset, Chunk> getChunkLookup() {
            return super.getChunkLookup();
        }
    }
}
