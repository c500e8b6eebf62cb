package org.znn.common.volume.raster;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The value of the elements of an array that were never written.
 *
 * @param element the value as stored
 * @param order   byte order of stored elements
 */
public record FillValue(byte[] element, ByteOrder order) {

    /**
     * Fills a part of a region.
     *
     * @param region region that defines the layout of the result
     * @param part   part of the region to fill, not empty
     * @param sink   sink of the elements
     */
    public void fill(Region region, Region part, VoxelSink sink) {
        int[] count = part.count();
        int[] strides = part.strides();
        ByteBuffer row = ByteBuffer.allocate(Math.multiplyExact(count[3], element.length)).order(order);
        while (row.hasRemaining()) {
            row.put(element);
        }
        int first = region.offsetOf(part);
        for (int i = 0; i < count[0]; i++) {
            for (int j = 0; j < count[1]; j++) {
                for (int k = 0; k < count[2]; k++) {
                    sink.put(row, 0, count[3], first + i * strides[0] + j * strides[1] + k * strides[2], strides[3]);
                }
            }
        }
    }
}
