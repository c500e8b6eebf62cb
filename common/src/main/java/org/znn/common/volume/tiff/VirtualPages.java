package org.znn.common.volume.tiff;

import java.io.IOException;
import org.znn.common.volume.VolumeException;

/**
 * Pages that have no directories of their own, but follow the strips of a page without gaps, as ImageJ, MetaMorph and
 * tifffile write long stacks.
 */
final class VirtualPages {

    private VirtualPages() {
    }

    /**
     * Returns a page and the pages that follow it.
     *
     * @param file   file that holds the pages
     * @param first  first page
     * @param count  number of pages
     * @param source what declares the number of pages, for error messages
     * @throws VolumeException if the page is not stored without gaps, or the file is too short
     */
    static PageSequence of(TiffFile file, TiffPage first, long count, String source) throws IOException {
        PageFormat format = first.format();
        if (!format.isRaw() || format.tiled()) {
            throw new VolumeException(source + " declares " + count + " images, but the file has one page, which is "
                    + (format.tiled() ? "tiled" : "compressed") + ": the file is truncated or damaged");
        }
        long bytes = format.rowBytes() * format.layout().height() * (format.layout().separate()
                ? format.layout().samples() : 1);
        long start = requireContiguous(first, source);
        long stored = Math.max(0, file.source().length() - start) / bytes;
        if (count > stored) {
            throw new VolumeException(source + " declares " + count + " images, but the file holds " + stored
                    + ": it is truncated or damaged");
        }
        if (count > Integer.MAX_VALUE) {
            throw new VolumeException(source + " declares " + count + " images; at most 2147483647 are supported");
        }
        return index -> index == 0 ? first : first.shifted(index * bytes);
    }

    /** Checks that the strips of a page have no gaps between them, and returns the position of the first one. */
    private static long requireContiguous(TiffPage page, String source) throws IOException {
        PageFormat format = page.format();
        int strips = Math.toIntExact(format.segments());
        long[] offsets = Segments.of(page, 0, strips).offsets();
        long expected = offsets[0];
        for (int i = 0; i < strips; i++) {
            if (offsets[i] != expected) {
                throw new VolumeException(source + " declares several images in one page, whose strips are not stored"
                        + " one after the other; this is not supported: save the file as a TIFF stack in ImageJ");
            }
            expected += format.rowBytes() * format.rows(i % format.down());
        }
        return offsets[0];
    }
}
