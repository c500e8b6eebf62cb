package org.znn.common.volume.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.znn.common.volume.raster.ArrayBlock;
import org.znn.common.volume.raster.Region;
import org.znn.common.volume.raster.RegionSource;
import org.znn.common.volume.raster.VoxelSink;
import org.znn.common.volume.storage.ByteSource;

/** A chunked dataset. Reads only the chunks that overlap a region. */
final class ChunkedSource implements RegionSource {

    private static final long CACHE_BYTES = 64L << 20;

    private final ByteSource file;
    private final long base;
    private final DatasetShape shape;
    private final int[] chunk;
    private final StoredType type;
    private final ChunkIndex index;
    private final ChunkFilters filters;
    private final FillValueSource fill;
    private final ChunkCache cache = new ChunkCache(CACHE_BYTES);

    /**
     * Creates the source of a dataset.
     *
     * @param file    file that holds the dataset
     * @param base    position in the file that addresses are relative to
     * @param shape   shape of the dataset
     * @param chunk   shape of a chunk, four axes
     * @param type    element type
     * @param index   index of the stored chunks
     * @param filters filters of the chunks
     * @param fill    contents of chunks that were never written
     */
    ChunkedSource(ByteSource file, long base, DatasetShape shape, int[] chunk, StoredType type, ChunkIndex index,
            ChunkFilters filters, FillValueSource fill) {
        this.file = file;
        this.base = base;
        this.shape = shape;
        this.chunk = chunk;
        this.type = type;
        this.index = index;
        this.filters = filters;
        this.fill = fill;
    }

    @Override
    public void read(Region region, VoxelSink sink) throws IOException {
        int[] first = new int[Region.RANK];
        int[] last = new int[Region.RANK];
        for (int d = 0; d < Region.RANK; d++) {
            first[d] = region.start()[d] / chunk[d];
            last[d] = (region.start()[d] + region.count()[d] - 1) / chunk[d];
        }
        for (int i = first[0]; i <= last[0]; i++) {
            for (int j = first[1]; j <= last[1]; j++) {
                for (int k = first[2]; k <= last[2]; k++) {
                    for (int l = first[3]; l <= last[3]; l++) {
                        copy(region, new int[] {i * chunk[0], j * chunk[1], k * chunk[2], l * chunk[3]}, sink);
                    }
                }
            }
        }
    }

    private void copy(Region region, int[] start, VoxelSink sink) throws IOException {
        long number = number(start);
        ByteBuffer bytes = cache.get(number);
        if (bytes == null) {
            Optional<StoredChunk> stored = index.find(shape.withoutPadding(start));
            if (stored.isEmpty()) {
                fill.fill(region, region.intersect(start, chunk), sink);
                return;
            }
            bytes = decode(stored.get());
            cache.put(number, bytes);
        }
        new ArrayBlock(bytes, start, chunk, type.type()).copy(region, sink);
    }

    private ByteBuffer decode(StoredChunk stored) throws IOException {
        byte[] packed = file.read(base + stored.address(), stored.bytes(), ByteOrder.LITTLE_ENDIAN).array();
        return ByteBuffer.wrap(filters.decode(packed, stored.filterMask())).order(type.order());
    }

    private long number(int[] start) {
        long number = 0;
        for (int d = 0; d < Region.RANK; d++) {
            number = number * ((shape.axes()[d] - 1) / chunk[d] + 1) + start[d] / chunk[d];
        }
        return number;
    }
}
