package org.znn.common.volume.hdf5.array;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.znn.common.volume.raster.VoxelSink;

/**
 * A block of a stored array in memory, last axis fastest.
 *
 * @param bytes        elements of the block as stored
 * @param start        index of the block's first element along each axis of the array
 * @param shape        number of elements along each axis
 * @param elementBytes size of an element in bytes
 */
public record MemoryBlock(ByteBuffer bytes, long[] start, int[] shape, int elementBytes) implements ArraySource {

    /**
     * Returns the block that is a whole array.
     *
     * @param shape number of elements along each axis of the array, which has no more than 2^31 - 1
     */
    public static MemoryBlock whole(ByteBuffer bytes, long[] shape, int elementBytes) {
        int[] count = new int[shape.length];
        for (int d = 0; d < shape.length; d++) {
            // Only an array without elements has a longer axis.
            count[d] = (int) Math.min(Integer.MAX_VALUE, shape[d]);
        }
        return new MemoryBlock(bytes, new long[shape.length], count, elementBytes);
    }

    @Override
    public void read(ArrayRegion region, VoxelSink sink) throws IOException {
        ArrayRegion part = region.intersect(start, shape);
        part.forEachRow((index, target) -> {
            long element = 0;
            for (int d = 0; d < shape.length; d++) {
                element = element * shape[d] + index[d] - start[d];
            }
            sink.put(bytes, Math.toIntExact(element * elementBytes), part.rowLength(), target, part.rowStride());
        });
    }
}
