package org.znn.common.volume.tiff;

import java.io.IOException;

/**
 * The numbers of one tag, where they lie in the file.
 *
 * @param position of the first
 * @param width    bytes of each
 * @param count    how many
 */
record TiffValues(TiffFile file, long position, int width, long count) {

    static final TiffValues NONE = new TiffValues(null, 0, 0, 0);

    long get(long index) throws IOException {
        if (index >= count) {
            throw new IOException("a page has " + count + " strips, but more rows than they hold: it is damaged");
        }
        return file.number(file.read(position + index * width, width), 0, width);
    }
}
