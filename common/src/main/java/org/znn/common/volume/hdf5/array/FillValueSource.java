package org.znn.common.volume.hdf5.array;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.znn.common.volume.raster.VoxelSink;

/**
 * The value of elements that were never written.
 *
 * @param element the value as stored
 * @param order   byte order of stored elements
 */
public record FillValueSource(byte[] element, ByteOrder order) implements ArraySource {

    private static final int MAX_ROW = 1 << 16;

    @Override
    public void read(ArrayRegion region, VoxelSink sink) throws IOException {
        if (region.isEmpty()) {
            return;
        }
        ByteBuffer row = ByteBuffer.allocate(Math.min(MAX_ROW, region.rowLength()) * element.length).order(order);
        while (row.hasRemaining()) {
            row.put(element);
        }
        region.forEachRow((index, target) -> {
            for (int i = 0; i < region.rowLength(); i += MAX_ROW) {
                sink.put(row, 0, Math.min(MAX_ROW, region.rowLength() - i), target + i * region.rowStride(),
                        region.rowStride());
            }
        });
    }
}
