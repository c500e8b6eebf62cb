package org.znn.common.volume.tiff;

import java.io.IOException;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.VolumeException;

/**
 * The storage layout of a page.
 *
 * @param directory    position of the page's directory in the file
 * @param nextPosition position in the file of the offset of the next directory
 * @param layout       properties that all pages of a stack have in common
 * @param compression  TIFF compression scheme; 1 for none
 * @param bits         bits per sample as stored
 * @param rowsPerStrip rows per strip, at most the height
 * @param hasRawStrips whether strips can be read directly: no tiles, no compression, interleaved samples of whole bytes
 * @param strips       position of each strip in the file
 */
record TiffPage(long directory, long nextPosition, Layout layout, int compression, int bits, int rowsPerStrip,
        boolean hasRawStrips, TiffValues strips) {

    private static final int NO_COMPRESSION = 1;
    private static final int CHUNKY = 1;

    /**
     * The properties that all pages of a stack have in common.
     *
     * @param height  number of rows
     * @param width   pixels per row
     * @param samples samples per pixel
     * @param type    element type of the samples
     */
    record Layout(int height, int width, int samples, ElementType type) {

        /** Returns the size of an uncompressed row in bytes. */
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
        long samples = directory.value(TiffTag.SAMPLES_PER_PIXEL, 1);
        if (samples < 1 || samples > 1000) {
            throw new VolumeException("a page declares " + samples + " samples per pixel: the file is damaged");
        }
        int bits = bits(directory);
        Layout layout = new Layout(height, width, (int) samples,
                type(bits, directory.value(TiffTag.SAMPLE_FORMAT, 1)));
        int compression = (int) directory.value(TiffTag.COMPRESSION, NO_COMPRESSION);
        boolean plain = compression == NO_COMPRESSION && bits == layout.type().bytes() * Byte.SIZE
                && directory.values(TiffTag.TILE_OFFSETS).count() == 0
                && (samples == 1 || directory.value(TiffTag.PLANAR_CONFIGURATION, CHUNKY) == CHUNKY);
        long rows = directory.value(TiffTag.ROWS_PER_STRIP, height);
        TiffPage page = new TiffPage(directory.offset(), directory.nextPosition(), layout, compression, bits,
                (int) Math.max(1, Math.min(rows & Long.MAX_VALUE, height)), plain,
                directory.values(TiffTag.STRIP_OFFSETS));
        TiffCompression.check(page, directory);
        return page;
    }

    private static int size(TiffDirectory directory, TiffTag tag) throws IOException {
        long value = directory.value(tag, 0);
        if (value < 1 || value > Integer.MAX_VALUE) {
            throw new VolumeException("a page declares a " + tag + " of " + Long.toUnsignedString(value)
                    + " pixels; it must be 1 to 2147483647");
        }
        return (int) value;
    }

    private static int bits(TiffDirectory directory) throws IOException {
        TiffValues bits = directory.values(TiffTag.BITS_PER_SAMPLE);
        for (long i = 1; i < Math.min(bits.count(), 1000); i++) {
            if (bits.get(i) != bits.get(0)) {
                throw new VolumeException("the samples of a pixel have different sizes (" + bits.get(0) + " and "
                        + bits.get(i) + " bits), which is not supported");
            }
        }
        return bits.count() == 0 ? 1 : (int) bits.get(0);
    }

    /**
     * Returns the element type of samples. Unsigned samples of fewer than 8 or 16 bits are unpacked.
     *
     * @param bits   bits per sample
     * @param format sample format: 1 unsigned, 2 signed, 3 IEEE floating point, 4 undefined
     */
    private static ElementType type(int bits, long format) {
        boolean isInteger = format == 1 || format == 2 || format == 4;
        if (format == 3 && (bits == 16 || bits == 32 || bits == 64)) {
            return ElementType.floating(bits / Byte.SIZE);
        }
        if (isInteger && (bits == 8 || bits == 16 || bits == 32 || bits == 64)) {
            return ElementType.integer(bits / Byte.SIZE, format == 2);
        }
        if (isInteger && format != 2 && bits >= 1 && bits < 16) {
            return ElementType.integer(bits < 8 ? 1 : 2, false);
        }
        throw new VolumeException("samples of " + bits + " bits with sample format " + format
                + " are not supported; store integers of 8, 16 or 32 bits, or floating-point numbers");
    }
}
