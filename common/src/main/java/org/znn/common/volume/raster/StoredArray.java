package org.znn.common.volume.raster;

import java.io.IOException;
import java.nio.ByteOrder;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.storage.ByteSource;

/**
 * A four-dimensional array that lies in a file as it is: without compression, last axis fastest, without gaps.
 *
 * @param file    where it lies
 * @param address position of its first byte
 * @param shape   numbers along each axis
 * @param type    of each number
 * @param order   of the bytes of a number
 */
public record StoredArray(ByteSource file, long address, int[] shape, ElementType type, ByteOrder order)
        implements RegionSource {

    /** Rows are read together, with what lies between them, while a read stays below this many bytes. */
    private static final int READ_TOGETHER = 1 << 20;

    @Override
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
        int together = (int) Math.max(1, Math.min(region.count()[2], READ_TOGETHER / pitch));
        for (int k = 0; k < region.count()[2]; k += together) {
            int rows = Math.min(together, region.count()[2] - k);
            int row = region.start()[2] + k;
            long index = (((long) i * shape[1] + j) * shape[2] + row) * shape[3] + region.start()[3];
            int length = Math.toIntExact((rows - 1) * pitch + used);
            var bytes = file.read(address + index * type.bytes(), length, order);
            Region wanted = region.within(new int[] {i, j, row, region.start()[3]},
                    new int[] {1, 1, rows, region.count()[3]});
            int first = region.offsetOf(wanted);
            for (int r = 0; r < rows; r++) {
                sink.put(bytes, Math.toIntExact(r * pitch), region.count()[3], first + r * region.strides()[2],
                        region.strides()[3]);
            }
        }
    }
}
