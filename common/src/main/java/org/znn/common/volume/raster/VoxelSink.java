package org.znn.common.volume.raster;

import java.nio.ByteBuffer;

/** Converts stored elements and writes them to an array of the caller. */
public interface VoxelSink {

    /**
     * Converts and writes {@code count} adjacent elements.
     *
     * @param source   buffer of elements in the file's byte order
     * @param position position of the first element in the source, in bytes
     * @param count    number of elements
     * @param target   index of the first element in the target array
     * @param stride   distance between neighbouring elements in the target array
     */
    void put(ByteBuffer source, int position, int count, int target, int stride);

    /** Returns a sink that adds an offset to every target index. */
    default VoxelSink shifted(int offset) {
        return offset == 0 ? this : (source, position, count, target, stride) ->
                put(source, position, count, target + offset, stride);
    }
}
