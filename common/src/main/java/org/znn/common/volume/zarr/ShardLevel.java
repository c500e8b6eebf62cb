package org.znn.common.volume.zarr;

import java.nio.ByteOrder;
import java.util.List;
import org.znn.common.volume.chunked.ByteCodec;

/**
 * A shard (codec {@code sharding_indexed}): a file, or a part of one, that holds several chunks and an index with the
 * position and size of each. All arrays have an entry for each axis of the array.
 *
 * @param shape       number of elements of a shard
 * @param inner       number of elements of a chunk in the shard
 * @param memory      axes in the order in which the chunks are numbered, slowest first
 * @param indexOrder  byte order of the index
 * @param indexCodecs codecs of the index, none of which compresses
 * @param indexBytes  size of the encoded index in bytes
 * @param indexFirst  whether the index precedes the chunks instead of following them
 */
record ShardLevel(int[] shape, int[] inner, int[] memory, ByteOrder indexOrder, List<ByteCodec> indexCodecs,
        int indexBytes, boolean indexFirst) {

    /** Size of the entry of a chunk in the index in bytes. */
    static final int ENTRY_BYTES = 16;

    /** Returns the number of a chunk in its shard from the position of its first element in the array. */
    int number(int[] element) {
        int number = 0;
        for (int axis : memory) {
            number = number * (shape[axis] / inner[axis]) + element[axis] % shape[axis] / inner[axis];
        }
        return number;
    }
}
