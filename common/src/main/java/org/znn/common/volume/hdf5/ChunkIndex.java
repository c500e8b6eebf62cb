package org.znn.common.volume.hdf5;

import java.io.IOException;
import java.util.Optional;

/** Locates the stored chunks of a dataset. */
interface ChunkIndex {

    /**
     * Finds a chunk.
     *
     * @param start index of the chunk's first element along each axis of the dataset
     * @return empty if the chunk was never written
     */
    Optional<StoredChunk> find(long[] start) throws IOException;
}
