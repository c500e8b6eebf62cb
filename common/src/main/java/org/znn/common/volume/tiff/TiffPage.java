package org.znn.common.volume.tiff;

import java.io.IOException;
import org.znn.common.volume.VolumeException;

/**
 * A page of a file.
 *
 * @param number    position of the page's directory in the chain of directories, from 0
 * @param directory position of the page's directory in the file
 * @param format    how the page is stored
 * @param offsets   position of each strip or tile in the file
 * @param counts    stored size of each strip or tile in bytes; none if the file does not state them
 * @param shift     number of bytes from the stored offsets to the page's strips: 0 unless the page has no directory of
 *                  its own, but follows that of another page
 */
record TiffPage(int number, long directory, PageFormat format, TiffValues offsets, TiffValues counts, long shift) {

    /**
     * Reads the description of a page.
     *
     * @throws VolumeException if the page cannot be read, or is larger than the file can hold
     */
    static TiffPage of(int number, TiffDirectory directory) throws IOException {
        PageFormat format = PageFormat.of(directory);
        TiffValues offsets = directory.numbers(format.tiled() ? TiffTag.TILE_OFFSETS : TiffTag.STRIP_OFFSETS);
        TiffPage page = new TiffPage(number, directory.offset(), format, offsets,
                directory.numbers(format.tiled() ? TiffTag.TILE_BYTE_COUNTS : TiffTag.STRIP_BYTE_COUNTS), 0);
        if (offsets.count() == 0) {
            throw new VolumeException("a page has neither strips nor tiles: the file is damaged");
        }
        if (format.pageBytes() > (double) format.compression().maxRatio() * directory.fileLength()
                && !page.isSparse()) {
            throw new VolumeException("a page declares " + format.layout() + ", more than a file of "
                    + directory.fileLength() + " bytes can hold: it is truncated or damaged");
        }
        if (offsets.count() < format.segments() || page.hasCounts() && page.counts.count() < format.segments()) {
            throw new VolumeException("a page of " + format.layout() + " needs " + format.segments()
                    + (format.tiled() ? " tiles" : " strips") + ", but has " + (page.hasCounts()
                    ? Math.min(offsets.count(), page.counts.count()) : offsets.count()) + ": the file is damaged");
        }
        return page;
    }

    /** Returns the same page with other contents: its strips are stored {@code bytes} further on. */
    TiffPage shifted(long bytes) {
        return new TiffPage(number, directory, format, offsets, counts, bytes);
    }

    /** Returns the same page with an equal format, so that pages can share it. */
    TiffPage withFormat(PageFormat shared) {
        return new TiffPage(number, directory, shared, offsets, counts, shift);
    }

    PageLayout layout() {
        return format.layout();
    }

    boolean hasCounts() {
        return counts.count() > 0;
    }

    /** Whether some strip or tile was never written. */
    private boolean isSparse() throws IOException {
        int block = 1 << 12;
        for (long from = 0; from < offsets.count(); from += block) {
            Segments part = Segments.of(this, from, (int) Math.min(block, offsets.count() - from));
            for (int i = 0; i < part.size(); i++) {
                if (part.isMissing(i)) {
                    return true;
                }
            }
        }
        return false;
    }
}
