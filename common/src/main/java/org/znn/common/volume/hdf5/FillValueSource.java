package org.znn.common.volume.hdf5;

import java.nio.ByteBuffer;
import org.znn.common.volume.raster.Region;
import org.znn.common.volume.raster.RegionSource;
import org.znn.common.volume.raster.VoxelSink;

/** A source of the fill value that unwritten parts of a dataset hold; zero if the file defines none. */
final class FillValueSource implements RegionSource {

    private final StoredType type;
    private final byte[] value;

    /**
     * Creates the source of a dataset.
     *
     * @param type  element type as stored
     * @param value fill value in the file's representation, or null
     */
    FillValueSource(StoredType type, ByteBuffer value) {
        this.type = type;
        this.value = new byte[type.type().bytes()];
        if (value != null && value.capacity() >= this.value.length) {
            value.duplicate().rewind().get(this.value);
        }
    }

    @Override
    public void read(Region region, VoxelSink sink) {
        fill(region, region, sink);
    }

    /**
     * Fills a part of a region.
     *
     * @param region region that defines the layout of the result
     * @param part   part of the region to fill
     * @param sink   sink of the elements
     */
    void fill(Region region, Region part, VoxelSink sink) {
        int[] count = part.count();
        int[] strides = part.strides();
        ByteBuffer row = ByteBuffer.allocate(count[3] * value.length).order(type.order());
        while (row.hasRemaining()) {
            row.put(value);
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
