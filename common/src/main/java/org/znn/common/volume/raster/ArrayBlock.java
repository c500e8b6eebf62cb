package org.znn.common.volume.raster;

import java.nio.ByteBuffer;
import org.znn.common.volume.ElementType;

/**
 * A contiguous block of a stored four-dimensional array in memory, last axis fastest.
 *
 * @param bytes elements of the block, in the file's byte order
 * @param start index of the block's first element along each axis of the array
 * @param shape number of elements along each axis
 * @param type  element type
 */
public record ArrayBlock(ByteBuffer bytes, int[] start, int[] shape, ElementType type) {

    /** Passes the elements of this block that belong to a region to a sink, row by row. */
    public void copy(Region region, VoxelSink sink) {
        Region part = region.intersect(start, shape);
        if (part.isEmpty()) {
            return;
        }
        int[] from = part.start();
        int[] count = part.count();
        int[] strides = part.strides();
        int first = region.offsetOf(part);
        for (int i = 0; i < count[0]; i++) {
            for (int j = 0; j < count[1]; j++) {
                for (int k = 0; k < count[2]; k++) {
                    long row = ((from[0] - start[0] + i) * (long) shape[1] + from[1] - start[1] + j) * shape[2]
                            + from[2] - start[2] + k;
                    long element = row * shape[3] + from[3] - start[3];
                    sink.put(bytes, Math.toIntExact(element * type.bytes()), count[3],
                            first + i * strides[0] + j * strides[1] + k * strides[2], strides[3]);
                }
            }
        }
    }
}
