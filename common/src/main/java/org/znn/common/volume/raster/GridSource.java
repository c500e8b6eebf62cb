package org.znn.common.volume.raster;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.VolumeException;

/**
 * A four-dimensional array cut into a grid of equal chunks. Loads only the chunks that overlap a region, each once, and
 * keeps those used last for the next region. Chunks of the same cell of the grid, such as a shard, are loaded one after
 * another.
 */
public final class GridSource {

    private static final long CACHE_BYTES = 64L << 20;

    private final int[] shape;
    private final int[] chunk;
    private final int[] cell;
    private final ElementType type;
    private final ChunkLoader loader;
    private final FillValue fill;
    private final ChunkCache<Long> cache = new ChunkCache<>(CACHE_BYTES);

    /** Loads the chunks of a grid. */
    @FunctionalInterface
    public interface ChunkLoader {

        /**
         * Loads and decodes a chunk.
         *
         * @param index position of the chunk in the grid along each axis
         * @return elements of the chunk in the file's byte order, last axis fastest, of a whole chunk or of the part
         *         of it inside the array; empty if the chunk was never written
         * @throws IOException if the chunk is damaged or cannot be read
         */
        Optional<ByteBuffer> load(int[] index) throws IOException;
    }

    /**
     * Creates the source of an array.
     *
     * @param shape  number of elements along each axis
     * @param chunk  number of elements of a chunk along each axis
     * @param cell   number of chunks of a cell along each axis
     * @param type   element type
     * @param loader loads the chunks
     * @param fill   value of the elements of chunks that were never written
     * @throws VolumeException if the grid has more than 2^62 chunks
     */
    public GridSource(int[] shape, int[] chunk, int[] cell, ElementType type, ChunkLoader loader, FillValue fill) {
        this.shape = shape.clone();
        this.chunk = chunk.clone();
        this.cell = cell.clone();
        this.type = type;
        this.loader = loader;
        this.fill = fill;
        double chunks = 1;
        for (int d = 0; d < Region.RANK; d++) {
            chunks *= (shape[d] - 1) / chunk[d] + 1;
        }
        if (chunks > 1L << 62) {
            throw new VolumeException("an array of the shape " + Arrays.toString(shape) + " has too many chunks of the"
                    + " shape " + Arrays.toString(chunk));
        }
    }

    /** Passes every element of a region to a sink exactly once, chunk by chunk. */
    public void read(Region region, VoxelSink sink) throws IOException {
        int[] first = new int[Region.RANK];
        int[] last = new int[Region.RANK];
        int[] firstCell = new int[Region.RANK];
        int[] lastCell = new int[Region.RANK];
        for (int d = 0; d < Region.RANK; d++) {
            first[d] = region.start()[d] / chunk[d];
            last[d] = (region.start()[d] + region.count()[d] - 1) / chunk[d];
            firstCell[d] = first[d] / cell[d];
            lastCell[d] = last[d] / cell[d];
        }
        forEach(firstCell, lastCell, at -> {
            int[] from = new int[Region.RANK];
            int[] to = new int[Region.RANK];
            for (int d = 0; d < Region.RANK; d++) {
                from[d] = Math.max(first[d], at[d] * cell[d]);
                to[d] = (int) Math.min(last[d], (at[d] + 1L) * cell[d] - 1);
            }
            forEach(from, to, index -> copy(region, index, sink));
        });
    }

    /** Receives a position in a grid along each axis. */
    @FunctionalInterface
    private interface Visitor {
        void visit(int[] index) throws IOException;
    }

    private static void forEach(int[] first, int[] last, Visitor visitor) throws IOException {
        for (int i = first[0]; i <= last[0]; i++) {
            for (int j = first[1]; j <= last[1]; j++) {
                for (int k = first[2]; k <= last[2]; k++) {
                    for (int l = first[3]; l <= last[3]; l++) {
                        visitor.visit(new int[] {i, j, k, l});
                    }
                }
            }
        }
    }

    private void copy(Region region, int[] index, VoxelSink sink) throws IOException {
        int[] start = new int[Region.RANK];
        int[] inside = new int[Region.RANK];
        long number = 0;
        for (int d = 0; d < Region.RANK; d++) {
            start[d] = index[d] * chunk[d];
            inside[d] = Math.min(chunk[d], shape[d] - start[d]);
            number = number * ((shape[d] - 1) / chunk[d] + 1) + index[d];
        }
        ByteBuffer bytes = cache.get(number);
        if (bytes == null) {
            Optional<ByteBuffer> loaded = loader.load(index);
            if (loaded.isEmpty()) {
                fill.fill(region, region.intersect(start, inside), sink);
                return;
            }
            bytes = loaded.get();
            cache.put(number, bytes);
        }
        new ArrayBlock(bytes, start, blockShape(bytes.capacity(), inside), type).copy(region, sink);
    }

    private int[] blockShape(int bytes, int[] inside) throws IOException {
        long whole = StoredShape.bytes(chunk, type);
        if (bytes == whole) {
            return chunk;
        }
        if (bytes == StoredShape.bytes(inside, type)) {
            return inside;
        }
        throw new IOException("a chunk has " + bytes + " bytes instead of " + whole + ": the file is damaged");
    }
}
