package org.znn.common.volume.tiff;

import java.io.IOException;

/**
 * The values of a tag, read from the file on demand.
 *
 * @param file     file that holds the values
 * @param position position of the first value in the file
 * @param width    size of a value in bytes
 * @param count    number of values
 */
record TiffValues(TiffFile file, long position, int width, long count) {

    static final TiffValues NONE = new TiffValues(null, 0, 0, 0);

    long get(long index) throws IOException {
        if (index >= count) {
            throw new IOException("a page has more rows than its " + count + " strips hold: the file is damaged");
        }
        return file.unsigned(file.read(position + index * width, width), 0, width);
    }
}
