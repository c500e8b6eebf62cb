package org.znn.common.volume.hdf5.index;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.znn.common.volume.hdf5.metadata.Dataspace;
import org.znn.common.volume.hdf5.metadata.Fields;
import org.znn.common.volume.hdf5.metadata.Hdf5File;
import org.znn.common.volume.hdf5.metadata.Layout;
import org.znn.common.volume.hdf5.metadata.Layout.IndexKind;

/** Opens the index of a dataset's chunks. */
public final class ChunkIndexes {

    private ChunkIndexes() {
    }

    /**
     * Opens an index.
     *
     * @param file       file that holds the dataset
     * @param layout     layout of the dataset
     * @param space      shape of the dataset
     * @param isFiltered whether the dataset has filters
     * @param chunkBytes size of a decoded chunk in bytes
     * @throws IOException if the index is damaged
     */
    public static ChunkIndex open(Hdf5File file, Layout.Chunked layout, Dataspace space, boolean isFiltered,
            long chunkBytes) throws IOException {
        long address = layout.address();
        if (address == Hdf5File.UNDEFINED) {
            return chunk -> Optional.empty();
        }
        return switch (layout.kind()) {
            case BTREE1 -> new BTreeChunkIndex(file, address, layout.shape());
            case SINGLE -> single(layout, chunkBytes);
            case IMPLICIT -> implicit(address, new ChunkGrid(limited(space), layout.shape()), chunkBytes);
            case FIXED_ARRAY -> new FixedArrayChunkIndex(file, address, new ChunkGrid(limited(space), layout.shape()),
                    isFiltered, chunkBytes);
            case EXTENSIBLE_ARRAY -> new ExtensibleArrayChunkIndex(file, address,
                    new ChunkGrid(space.maxSize(), layout.shape()), isFiltered, chunkBytes);
            case BTREE2 -> new BTree2ChunkIndex(file, address, layout.shape().length, isFiltered, chunkBytes);
        };
    }

    private static long[] limited(Dataspace space) throws IOException {
        if (Arrays.stream(space.maxSize()).anyMatch(n -> n < 0)) {
            throw new IOException("the file is damaged: the chunks of a dataset without limits have an index of the"
                    + " kind " + IndexKind.FIXED_ARRAY.ordinal());
        }
        return space.maxSize();
    }

    /** The only chunk of a dataset: its address stands in the layout. */
    private static ChunkIndex single(Layout.Chunked layout, long chunkBytes) throws IOException {
        Fields parameters = layout.parameters().fromStart();
        StoredChunk only = layout.isSingleFiltered()
                ? new StoredChunk(layout.address(), parameters.length(), parameters.i32())
                : new StoredChunk(layout.address(), chunkBytes, 0);
        return chunk -> Arrays.stream(chunk).allMatch(c -> c == 0) ? Optional.of(only) : Optional.empty();
    }

    /** Chunks that are stored one after another. */
    private static ChunkIndex implicit(long address, ChunkGrid grid, long chunkBytes) {
        return chunk -> {
            long number = grid.number(chunk);
            long start = number > Long.MAX_VALUE / chunkBytes ? Hdf5File.UNDEFINED
                    : Hdf5File.plus(address, number * chunkBytes);
            return Optional.of(new StoredChunk(start, chunkBytes, 0));
        };
    }
}
