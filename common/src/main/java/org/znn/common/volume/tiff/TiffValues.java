package org.znn.common.volume.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The values of a tag, read from the file on demand.
 *
 * @param file     file that holds the values; null if there is at most one
 * @param position position of the first value in the file; the value itself if {@code file} is null
 * @param width    size of a value in bytes
 * @param count    number of values
 */
record TiffValues(TiffFile file, long position, int width, long count) {

    static final TiffValues NONE = new TiffValues(null, 0, 0, 0);

    /** Returns a single value, which need not be read. */
    static TiffValues single(long value) {
        return new TiffValues(null, value, 0, 1);
    }

    /** Returns the value at an index as an unsigned integer. */
    long get(long index) throws IOException {
        return read(index, 1)[0];
    }

    /** Returns adjacent values as unsigned integers. */
    long[] read(long first, int number) throws IOException {
        if (first < 0 || first + number > count) {
            throw new IOException("a page has more rows than its " + count + " strips or tiles hold: the file is"
                    + " damaged");
        }
        if (file == null) {
            return number == 0 ? new long[0] : new long[] {position};
        }
        ByteBuffer bytes = file.read(position + first * width, Math.multiplyExact(number, width));
        long[] values = new long[number];
        for (int i = 0; i < number; i++) {
            values[i] = file.unsigned(bytes, i * width, width);
        }
        return values;
    }
}
