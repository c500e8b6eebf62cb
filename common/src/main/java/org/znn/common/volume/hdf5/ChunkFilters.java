package org.znn.common.volume.hdf5;

import java.io.IOException;
import java.util.List;
import io.jhdf.exceptions.HdfException;
import io.jhdf.filter.FilterManager;
import io.jhdf.object.message.FilterPipelineMessage.FilterInfo;
import org.znn.common.volume.VolumeException;

/** Decodes stored chunks: reverses the filter pipeline of a dataset. */
final class ChunkFilters {

    /** Id of the deflate filter. */
    static final int DEFLATE = 1;
    /** Id of the shuffle filter. */
    static final int SHUFFLE = 2;
    private static final int FLETCHER32 = 3;

    private final List<FilterInfo> filters;
    private final int chunkBytes;

    /**
     * Creates the filters of a dataset.
     *
     * @param filters    filters in the order in which they were applied
     * @param chunkBytes size of a decoded chunk in bytes
     * @throws VolumeException if a filter is not supported
     */
    ChunkFilters(List<FilterInfo> filters, int chunkBytes) {
        this.filters = filters;
        this.chunkBytes = chunkBytes;
        for (FilterInfo filter : filters) {
            requireSupported(filter);
        }
    }

    /** Detects unsupported filters when the dataset is opened rather than at its first chunk. */
    private static void requireSupported(FilterInfo filter) {
        try {
            FilterManager.getPipeline(List.of(filter));
        } catch (HdfException e) {
            throw new VolumeException("the chunks use the filter " + filter.getName() + " (id " + filter.getId()
                    + "), which is not supported; store the dataset with gzip or lzf", e);
        }
    }

    /**
     * Decodes a chunk.
     *
     * @param stored     encoded chunk
     * @param filterMask mask of skipped filters: bit i is set if filter i was not applied
     * @throws IOException if the chunk is damaged
     */
    byte[] decode(byte[] stored, int filterMask) throws IOException {
        byte[] bytes = stored;
        for (int i = filters.size() - 1; i >= 0; i--) {
            if ((filterMask >>> i & 1) == 0) {
                bytes = decode(filters.get(i), bytes, bytesBefore(i, filterMask));
            }
        }
        if (bytes.length != chunkBytes) {
            throw new IOException("a chunk has " + bytes.length + " bytes instead of " + chunkBytes
                    + ": the file is damaged");
        }
        return bytes;
    }

    private static byte[] decode(FilterInfo filter, byte[] bytes, int expected) throws IOException {
        return switch (filter.getId()) {
            case DEFLATE -> Deflate.decompress(bytes, expected);
            case SHUFFLE -> Shuffle.undo(bytes, filter.getData()[0]);
            case FLETCHER32 -> Fletcher32.verify(bytes);
            default -> {
                try {
                    yield FilterManager.getPipeline(List.of(filter)).decode(bytes);
                } catch (RuntimeException e) {
                    throw new IOException("the filter " + filter.getName() + " (id " + filter.getId()
                            + ") cannot decode a chunk: the file is damaged", e);
                }
            }
        };
    }

    /** Returns the size of a filter's input: the size of a chunk plus the checksums added by preceding filters. */
    private int bytesBefore(int filter, int filterMask) {
        int bytes = chunkBytes;
        for (int i = 0; i < filter; i++) {
            if (filters.get(i).getId() == FLETCHER32 && (filterMask >>> i & 1) == 0) {
                bytes += Fletcher32.BYTES;
            }
        }
        return bytes;
    }
}
