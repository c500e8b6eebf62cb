package org.znn.common.volume.hdf5.index;

import java.io.IOException;
import java.util.Optional;

/** Locates the stored chunks of a dataset. */
public interface ChunkIndex {

    /**
     * Finds a chunk.
     *
     * @param chunk position of the chunk in the grid of chunks along each axis of the dataset
     * @return empty if the chunk was never written
     */
    Optional<StoredChunk> find(long[] chunk) throws IOException;
}
