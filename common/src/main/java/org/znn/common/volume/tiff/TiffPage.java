package org.znn.common.volume.tiff;

import java.io.IOException;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.VolumeException;

/**
 * How one page is stored.
 *
 * @param directory    where its directory begins
 * @param nextPosition where that directory names the next one
 * @param layout       what all pages of a stack must have in common
 * @param compression  1 for none
 * @param bits         of one sample as stored
 * @param rowsPerStrip rows of a strip, at most the height
 * @param plain        whether strips can be read as they are: no tiles, no compression, samples of whole bytes side by
 *                     side
 * @param strips       where each strip begins
 */
record TiffPage(long directory, long nextPosition, Layout layout, int compression, int bits, int rowsPerStrip,
        boolean plain, TiffValues strips) {

    private static final int NO_COMPRESSION = 1;
    private static final int CHUNKY = 1;

    /**
     * What all pages of a stack must have in common.
     *
     * @param height  rows
     * @param width   pixels of a row
     * @param samples numbers of a pixel
     * @param type    of each number
     */
    record Layout(int height, int width, int samples, ElementType type) {

        /** Bytes of a row without compression. */
        long rowBytes() {
            return (long) width * samples * type.bytes();
        }

        @Override
        public String toString() {
            return height + " x " + width + " pixels of " + samples + " " + type + (samples == 1 ? "" : "s");
        }
    }

    static TiffPage of(TiffDirectory directory) throws IOException {
        int height = size(directory, TiffTag.HEIGHT);
        int width = size(directory, TiffTag.WIDTH);
        long samples = directory.number(TiffTag.SAMPLES, 1);
        if (samples < 1 || samples > 1000) {
            throw new VolumeException("a page claims " + samples + " numbers a pixel: it is damaged");
        }
        int bits = bits(directory);
        Layout layout = new Layout(height, width, (int) samples,
                type(bits, directory.number(TiffTag.SAMPLE_FORMAT, 1)));
        int compression = (int) directory.number(TiffTag.COMPRESSION, NO_COMPRESSION);
        boolean plain = compression == NO_COMPRESSION && bits == layout.type().bytes() * Byte.SIZE
                && directory.values(TiffTag.TILE_OFFSETS).count() == 0
                && (samples == 1 || directory.number(TiffTag.PLANAR, CHUNKY) == CHUNKY);
        long rows = directory.number(TiffTag.ROWS_PER_STRIP, height);
        TiffPage page = new TiffPage(directory.offset(), directory.nextPosition(), layout, compression, bits,
                (int) Math.max(1, Math.min(rows & Long.MAX_VALUE, height)), plain,
                directory.values(TiffTag.STRIP_OFFSETS));
        TiffCompression.check(page, directory);
        return page;
    }

    private static int size(TiffDirectory directory, TiffTag tag) throws IOException {
        long value = directory.number(tag, 0);
        if (value < 1 || value > Integer.MAX_VALUE) {
            throw new VolumeException("a page claims a " + tag + " of " + Long.toUnsignedString(value)
                    + " pixels; it must be 1 to 2147483647");
        }
        return (int) value;
    }

    private static int bits(TiffDirectory directory) throws IOException {
        TiffValues bits = directory.values(TiffTag.BITS);
        for (long i = 1; i < Math.min(bits.count(), 1000); i++) {
            if (bits.get(i) != bits.get(0)) {
                throw new VolumeException("the numbers of its pixels differ in size (" + bits.get(0) + " and "
                        + bits.get(i) + " bits), which is not supported");
            }
        }
        return bits.count() == 0 ? 1 : (int) bits.get(0);
    }

    /** Formats are 1 unsigned, 2 signed, 3 IEEE floating point, 4 undefined; fewer bits than 8 or 16 are unpacked. */
    private static ElementType type(int bits, long format) {
        boolean whole = format == 1 || format == 2 || format == 4;
        if (format == 3 && (bits == 16 || bits == 32 || bits == 64)) {
            return ElementType.floating(bits / Byte.SIZE);
        }
        if (whole && (bits == 8 || bits == 16 || bits == 32 || bits == 64)) {
            return ElementType.integer(bits / Byte.SIZE, format == 2);
        }
        if (whole && format != 2 && bits >= 1 && bits < 16) {
            return ElementType.integer(bits < 8 ? 1 : 2, false);
        }
        throw new VolumeException("its numbers have " + bits + " bits and the sample format " + format
                + ", which is not supported; store whole numbers of 8, 16 or 32 bits, or floating point");
    }
}
