package org.znn.common.volume.zarr;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.chunked.CodecChain;
import org.znn.common.volume.raster.FillValue;

/**
 * The metadata of an array. All arrays of numbers have an entry for each axis, slowest first.
 *
 * @param shape      number of elements
 * @param chunk      number of elements of a chunk, in a sharded array of the innermost chunks
 * @param memory     axes in the order of the elements of a chunk, slowest first
 * @param type       element type
 * @param order      byte order of the elements
 * @param fill       value of the elements of missing chunks
 * @param keys       names of the files
 * @param shards     levels of shards, outermost first; empty if each file holds a chunk
 * @param codecs     codecs of a chunk
 * @param dimensions names of the axes, if the metadata states them
 */
record ZarrArray(int[] shape, int[] chunk, int[] memory, ElementType type, ByteOrder order, FillValue fill,
        ChunkKeys keys, List<ShardLevel> shards, CodecChain codecs, Optional<List<String>> dimensions) {

    ZarrArray withKeys(ChunkKeys other) {
        return new ZarrArray(shape, chunk, memory, type, order, fill, other, shards, codecs, dimensions);
    }

    /** Returns the number of chunks of a file along each axis. */
    int[] chunksPerFile() {
        int[] count = new int[shape.length];
        for (int d = 0; d < shape.length; d++) {
            count[d] = shards.isEmpty() ? 1 : shards.get(0).shape()[d] / chunk[d];
        }
        return count;
    }
}
