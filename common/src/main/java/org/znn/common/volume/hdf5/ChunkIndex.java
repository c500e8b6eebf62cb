package org.znn.common.volume.hdf5;

import java.io.IOException;
import java.util.Optional;

/** Finds the stored chunks of a dataset. */
interface ChunkIndex {

    /**
     * The chunk whose first element has these indices, one an axis of the dataset; empty where it was never written.
     */
    Optional<StoredChunk> find(long[] start) throws IOException;
}
