package org.znn.common.volume.raster;

import java.nio.ByteBuffer;

/** Takes stored numbers, converts them and puts them into an array of the reader's caller. */
public interface VoxelSink {

    /**
     * Takes {@code count} numbers that lie one after the other in the source.
     *
     * @param source   in the file's byte order
     * @param position of the first number's first byte
     * @param target   where the first number goes
     * @param step     from one number's place to the next one's
     */
    void put(ByteBuffer source, int position, int count, int target, int step);

    /** The same sink, with every place moved on. */
    default VoxelSink shifted(int by) {
        return by == 0 ? this : (source, position, count, target, step) ->
                put(source, position, count, target + by, step);
    }
}
