package org.znn.common.volume.hdf5.array;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.znn.common.volume.raster.VoxelSink;
import org.znn.common.volume.storage.ByteSource;

/**
 * An array stored in one piece, last axis fastest.
 *
 * @param file         file that holds the array
 * @param position     position of the first byte in the file
 * @param shape        number of elements along each axis
 * @param elementBytes size of an element in bytes
 * @param order        byte order of the elements
 */
public record ContiguousSource(ByteSource file, long position, long[] shape, int elementBytes, ByteOrder order)
        implements ArraySource {

    /** Maximum size of one read in bytes. Adjacent rows are read together, including unused bytes between them. */
    private static final int MAX_READ = 1 << 20;

    @Override
    public void read(ArrayRegion region, VoxelSink sink) throws IOException {
        int last = shape.length - 1;
        if (region.isEmpty()) {
            return;
        }
        if (last == 0 || shape[last] > MAX_READ / (2 * elementBytes)) {
            region.forEachRow((index, target) -> readRow(index, target, region, sink));
            return;
        }
        int rows = (int) (MAX_READ / (shape[last] * elementBytes));
        // The rows of a plane become one row of a region without its last axis.
        int[] outer = region.count().clone();
        outer[last] = 1;
        int planeRows = outer[last - 1];
        outer[last - 1] = 1;
        new ArrayRegion(region.start(), outer, region.first(), region.strides()).forEachRow((index, target) -> {
            for (int k = 0; k < planeRows; k += rows) {
                readRows(offset(index) + k * shape[last] * elementBytes, Math.min(rows, planeRows - k),
                        target + k * region.strides()[last - 1], region, sink);
            }
        });
    }

    private void readRows(long offset, int rows, int target, ArrayRegion region, VoxelSink sink) throws IOException {
        int last = shape.length - 1;
        int pitch = (int) shape[last] * elementBytes;
        ByteBuffer bytes = file.read(position + offset, (rows - 1) * pitch + region.rowLength() * elementBytes, order);
        for (int r = 0; r < rows; r++) {
            sink.put(bytes, r * pitch, region.rowLength(), target + r * region.strides()[last - 1],
                    region.rowStride());
        }
    }

    private void readRow(long[] index, int target, ArrayRegion region, VoxelSink sink) throws IOException {
        int most = MAX_READ / elementBytes;
        for (int i = 0; i < region.rowLength(); i += most) {
            int count = Math.min(most, region.rowLength() - i);
            ByteBuffer bytes = file.read(position + offset(index) + (long) i * elementBytes, count * elementBytes,
                    order);
            sink.put(bytes, 0, count, target + i * region.rowStride(), region.rowStride());
        }
    }

    private long offset(long[] index) {
        long element = 0;
        for (int d = 0; d < shape.length; d++) {
            element = element * shape[d] + index[d];
        }
        return element * elementBytes;
    }
}
