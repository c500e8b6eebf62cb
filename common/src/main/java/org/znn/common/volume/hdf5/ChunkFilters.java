package org.znn.common.volume.hdf5;

import java.io.IOException;
import java.util.List;
import io.jhdf.exceptions.HdfException;
import io.jhdf.filter.FilterManager;
import io.jhdf.object.message.FilterPipelineMessage.FilterInfo;
import org.znn.common.volume.VolumeException;

/** Undoes what was done to the chunks of a dataset when they were written. */
final class ChunkFilters {

    private static final int DEFLATE = 1;
    private static final int SHUFFLE = 2;
    private static final int FLETCHER32 = 3;

    private final List<FilterInfo> filters;
    private final int chunkBytes;

    /**
     * For one dataset.
     *
     * @param filters    in the order in which they were applied
     * @param chunkBytes of a chunk without them
     */
    ChunkFilters(List<FilterInfo> filters, int chunkBytes) {
        this.filters = filters;
        this.chunkBytes = chunkBytes;
        for (FilterInfo filter : filters) {
            requireKnown(filter);
        }
    }

    /** So that a filter that is missing is found out now, not at the first chunk. */
    private static void requireKnown(FilterInfo filter) {
        try {
            FilterManager.getPipeline(List.of(filter));
        } catch (HdfException e) {
            throw new VolumeException("its chunks went through the filter " + filter.getName() + " (id "
                    + filter.getId() + "), which cannot be undone here; store it with gzip or lzf", e);
        }
    }

    /** The numbers of a chunk; throws {@link IOException} where they cannot be had from its stored bytes. */
    byte[] undo(byte[] stored, int filterMask) throws IOException {
        byte[] bytes = stored;
        for (int i = filters.size() - 1; i >= 0; i--) {
            if ((filterMask >>> i & 1) == 0) {
                bytes = undo(filters.get(i), bytes, bytesBefore(i, filterMask));
            }
        }
        if (bytes.length != chunkBytes) {
            throw new IOException("a chunk holds " + bytes.length + " bytes instead of " + chunkBytes
                    + ": it is damaged");
        }
        return bytes;
    }

    private static byte[] undo(FilterInfo filter, byte[] bytes, int expected) throws IOException {
        return switch (filter.getId()) {
            case DEFLATE -> Deflate.expand(bytes, expected);
            case SHUFFLE -> Shuffle.undo(bytes, filter.getData()[0]);
            case FLETCHER32 -> Fletcher32.check(bytes);
            default -> {
                try {
                    yield FilterManager.getPipeline(List.of(filter)).decode(bytes);
                } catch (RuntimeException e) {
                    throw new IOException("a chunk does not pass the filter " + filter.getName() + " (id "
                            + filter.getId() + "): it is damaged", e);
                }
            }
        };
    }

    /** Bytes that the filter of that number was given: a chunk's, and the checksums of the filters before it. */
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
