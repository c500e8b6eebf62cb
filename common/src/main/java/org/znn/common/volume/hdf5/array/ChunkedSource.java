package org.znn.common.volume.hdf5.array;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.znn.common.volume.hdf5.filter.ChunkFilters;
import org.znn.common.volume.hdf5.index.ChunkIndex;
import org.znn.common.volume.hdf5.index.StoredChunk;
import org.znn.common.volume.hdf5.metadata.Hdf5File;
import org.znn.common.volume.raster.VoxelSink;

/** A chunked array. Reads only the chunks that overlap a region, each once. */
public final class ChunkedSource implements ArraySource {

    private final Hdf5File file;
    private final ChunkedArray array;
    private final ChunkIndex index;
    private final ChunkFilters filters;
    private final ArraySource fill;
    private final ChunkStore cache;

    /**
     * What the chunks hold.
     *
     * @param shape         number of elements of the array along each axis
     * @param chunk         number of elements of a chunk along each axis
     * @param elementBytes  size of an element in bytes
     * @param order         byte order of the elements
     * @param hasPlainEdges whether chunks that reach beyond the end of the array are not filtered
     */
    public record ChunkedArray(long[] shape, int[] chunk, int elementBytes, ByteOrder order, boolean hasPlainEdges) {
    }

    /**
     * Creates the source of a dataset.
     *
     * @param file    file that holds the dataset
     * @param array   what the chunks hold
     * @param index   index of the stored chunks
     * @param filters filters of the chunks
     * @param fill    contents of chunks that were never written
     * @param cache   cache of decoded chunks
     */
    public ChunkedSource(Hdf5File file, ChunkedArray array, ChunkIndex index, ChunkFilters filters, ArraySource fill,
            ChunkStore cache) {
        this.file = file;
        this.array = array;
        this.index = index;
        this.filters = filters;
        this.fill = fill;
        this.cache = cache;
    }

    @Override
    public void read(ArrayRegion region, VoxelSink sink) throws IOException {
        if (region.isEmpty()) {
            return;
        }
        int rank = array.chunk.length;
        long[] first = new long[rank];
        int[] count = new int[rank];
        for (int d = 0; d < rank; d++) {
            first[d] = region.start()[d] / array.chunk[d];
            count[d] = (int) ((region.start()[d] + region.count()[d] - 1) / array.chunk[d] - first[d]) + 1;
        }
        int chunksOfRow = count[rank - 1];
        count[rank - 1] = 1;
        new ArrayRegion(first, count, 0, new int[rank]).forEachRow((position, unused) -> {
            long[] chunk = position.clone();
            for (int i = 0; i < chunksOfRow; i++) {
                copy(region, chunk, sink);
                chunk[rank - 1]++;
            }
        });
    }

    private void copy(ArrayRegion region, long[] position, VoxelSink sink) throws IOException {
        long[] start = new long[position.length];
        boolean isEdge = false;
        for (int d = 0; d < start.length; d++) {
            start[d] = position[d] * array.chunk[d];
            isEdge |= start[d] + array.chunk[d] > array.shape[d];
        }
        Optional<StoredChunk> stored = index.find(position);
        if (stored.isEmpty()) {
            fill.read(region.intersect(start, array.chunk), sink);
            return;
        }
        ByteBuffer bytes = cache.get(this, stored.get().address());
        if (bytes == null) {
            bytes = decode(stored.get(), isEdge && array.hasPlainEdges);
            cache.put(this, stored.get().address(), bytes);
        }
        new MemoryBlock(bytes, start, array.chunk, array.elementBytes).read(region, sink);
    }

    private ByteBuffer decode(StoredChunk stored, boolean isPlain) throws IOException {
        if (stored.bytes() > Integer.MAX_VALUE - 8) {
            throw new IOException("a chunk has " + stored.bytes() + " bytes: the file is damaged");
        }
        byte[] encoded = file.source().read(file.position(stored.address()), (int) stored.bytes(),
                ByteOrder.LITTLE_ENDIAN).array();
        return ByteBuffer.wrap(filters.decode(encoded, isPlain ? -1 : stored.filterMask())).order(array.order);
    }
}
