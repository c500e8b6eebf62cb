package org.znn.common.volume.hdf5;

import java.nio.ByteBuffer;
import org.znn.common.volume.raster.Region;
import org.znn.common.volume.raster.RegionSource;
import org.znn.common.volume.raster.VoxelSink;

/** What an array holds where nothing was written: everywhere the same number, zero where the file names none. */
final class FillSource implements RegionSource {

    private final StoredType type;
    private final byte[] number;

    /**
     * Of one dataset.
     *
     * @param number in the file's bytes, or null
     */
    FillSource(StoredType type, ByteBuffer number) {
        this.type = type;
        this.number = new byte[type.type().bytes()];
        if (number != null && number.capacity() >= this.number.length) {
            number.duplicate().rewind().get(this.number);
        }
    }

    @Override
    public void read(Region region, VoxelSink sink) {
        put(region, region, sink);
    }

    /** Fills only a part of the region. */
    void put(Region region, Region part, VoxelSink sink) {
        int[] count = part.count();
        int[] strides = part.strides();
        ByteBuffer row = ByteBuffer.allocate(count[3] * number.length).order(type.order());
        while (row.hasRemaining()) {
            row.put(number);
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
