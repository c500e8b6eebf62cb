package org.znn.common.volume.tiff;

import java.io.IOException;
import org.znn.common.volume.VolumeException;

/**
 * The positions in the file of adjacent strips or tiles of a page.
 *
 * @param page    page of the strips or tiles
 * @param first   number of the first one in the page
 * @param offsets position in the file of each
 * @param counts  stored size of each in bytes; empty if the file does not state them
 */
record Segments(TiffPage page, long first, long[] offsets, long[] counts) {

    static Segments of(TiffPage page, long first, int number) throws IOException {
        long[] offsets = page.offsets().read(first, number);
        long[] counts = page.hasCounts() ? page.counts().read(first, number) : new long[0];
        return new Segments(page, first, offsets, counts);
    }

    int size() {
        return offsets.length;
    }

    /** Whether a strip or tile was never written; its samples are 0. */
    boolean isMissing(int i) {
        return offsets[i] == 0 || counts.length > 0 && counts[i] == 0;
    }

    long offset(int i) {
        return offsets[i] + page.shift();
    }

    /**
     * Returns the position of an uncompressed strip or tile.
     *
     * @param bytes size that it must have
     * @throws VolumeException if it is stored with fewer bytes
     */
    long offset(int i, long bytes) {
        if (counts.length > 0 && counts[i] < bytes) {
            throw new VolumeException("a " + (page.format().tiled() ? "tile" : "strip") + " of " + bytes
                    + " bytes is stored with " + Long.toUnsignedString(counts[i])
                    + " bytes: the file is truncated or damaged");
        }
        return offset(i);
    }
}
