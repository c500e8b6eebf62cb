package org.znn.common.volume.raster;

import java.io.IOException;
import java.nio.ByteOrder;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.storage.ByteSource;

/**
 * An uncompressed four-dimensional array stored contiguously in a file, last axis fastest.
 *
 * @param file    file that holds the array
 * @param address position of the first byte in the file
 * @param shape   number of elements along each axis
 * @param type    element type
 * @param order   byte order of the elements
 */
public record ContiguousArray(ByteSource file, long address, int[] shape, ElementType type, ByteOrder order) {

    /** Maximum size of one read in bytes. Adjacent rows are read together, including unused bytes between them. */
    private static final int MAX_READ = 1 << 20;

    /** Passes every element of a region to a sink exactly once. */
    public void read(Region region, VoxelSink sink) throws IOException {
        for (int i = 0; i < region.count()[0]; i++) {
            for (int j = 0; j < region.count()[1]; j++) {
                readPlane(region, region.start()[0] + i, region.start()[1] + j, sink);
            }
        }
    }

    private void readPlane(Region region, int i, int j, VoxelSink sink) throws IOException {
        long pitch = (long) shape[3] * type.bytes();
        long used = (long) region.count()[3] * type.bytes();
        int rowsPerRead = (int) Math.max(1, Math.min(region.count()[2], MAX_READ / pitch));
        for (int k = 0; k < region.count()[2]; k += rowsPerRead) {
            int rows = Math.min(rowsPerRead, region.count()[2] - k);
            int row = region.start()[2] + k;
            long index = (((long) i * shape[1] + j) * shape[2] + row) * shape[3] + region.start()[3];
            int length = Math.toIntExact((rows - 1) * pitch + used);
            var bytes = file.read(address + index * type.bytes(), length, order);
            Region part = region.intersect(new int[] {i, j, row, region.start()[3]},
                    new int[] {1, 1, rows, region.count()[3]});
            int first = region.offsetOf(part);
            for (int r = 0; r < rows; r++) {
                sink.put(bytes, Math.toIntExact(r * pitch), region.count()[3], first + r * region.strides()[2],
                        region.strides()[3]);
            }
        }
    }
}
