package org.znn.common.volume.tiff;

import java.io.IOException;
import java.util.Locale;
import org.znn.common.geometry.IntMath;
import org.znn.common.volume.VolumeException;

/**
 * How pages are stored: as segments, which are strips of whole rows or tiles. Pages of one file usually share one
 * format.
 *
 * @param layout        size and type of the pages
 * @param bits          bits of a sample
 * @param compression   compression of each segment
 * @param predictor     predictor, see {@link Predictor}
 * @param reversed      whether the bits of each byte are stored lowest first
 * @param photometric   TIFF's code of the meaning of the samples
 * @param tiled         whether segments are tiles, which are padded at the edges of the page; strips are not
 * @param segmentHeight rows of a segment
 * @param segmentWidth  pixels of a segment's row
 */
record PageFormat(PageLayout layout, int bits, TiffCompression compression, int predictor, boolean reversed,
        long photometric, boolean tiled, int segmentHeight, int segmentWidth) {

    /** Photometric codes. */
    static final int WHITE_IS_ZERO = 0;
    static final int RGB = 2;
    static final int PALETTE = 3;
    static final int YCBCR = 6;

    private static final int SEPARATE = 2;
    private static final int LOWEST_BIT_FIRST = 2;
    private static final int MAX_SAMPLES = 1000;
    private static final double MAX_BYTES = 0x1p60;
    /** JPEG's limit; also bounds what a row of a fax, which may take a single bit, expands to. */
    private static final int MAX_IMAGE_SIDE = 65_535;

    static PageFormat of(TiffDirectory directory) throws IOException {
        int height = size(directory, TiffTag.HEIGHT);
        int width = size(directory, TiffTag.WIDTH);
        long samples = directory.value(TiffTag.SAMPLES_PER_PIXEL, 1);
        if (samples < 1 || samples > MAX_SAMPLES) {
            throw new VolumeException("a page declares " + Long.toUnsignedString(samples)
                    + " samples per pixel: the file is damaged");
        }
        if (directory.value(TiffTag.IMAGE_DEPTH, 1) > 1) {
            throw TiffCompression.unsupported("storage of several sections in one page (ImageDepth)");
        }
        SampleType sample = SampleType.of(directory);
        boolean separate = samples > 1 && directory.value(TiffTag.PLANAR_CONFIGURATION, 1) == SEPARATE;
        boolean tiled = directory.values(TiffTag.TILE_OFFSETS).count() > 0;
        long rows = directory.value(TiffTag.ROWS_PER_STRIP, height);
        PageFormat format = new PageFormat(new PageLayout(height, width, (int) samples, sample.type(), separate),
                sample.bits(), TiffCompression.of(directory.value(TiffTag.COMPRESSION, 1)),
                (int) directory.value(TiffTag.PREDICTOR, Predictor.NONE),
                directory.value(TiffTag.FILL_ORDER, 1) == LOWEST_BIT_FIRST,
                directory.value(TiffTag.PHOTOMETRIC, 1), tiled,
                tiled ? size(directory, TiffTag.TILE_LENGTH) : rows < 1 || rows > height ? height : (int) rows,
                tiled ? size(directory, TiffTag.TILE_WIDTH) : width);
        format.check(sample);
        return format;
    }

    private static int size(TiffDirectory directory, TiffTag tag) throws IOException {
        long value = directory.value(tag, 0);
        if (value < 1 || value > Integer.MAX_VALUE) {
            throw new VolumeException("a page declares a " + tag + " of " + Long.toUnsignedString(value)
                    + " pixels; it must be 1 to 2147483647");
        }
        return (int) value;
    }

    private void check(SampleType sample) {
        if (compression.isImage()) {
            checkImage();
        } else if (photometric == YCBCR) {
            throw TiffCompression.unsupported("storage of colours as YCbCr without JPEG");
        } else if (compression == TiffCompression.NONE && predictor != Predictor.NONE) {
            throw TiffCompression.unsupported("predictor " + predictor + " without compression");
        }
        boolean isIntegral = !sample.isPacked() && bits <= Long.SIZE;
        boolean isFloating = !sample.type().isInteger();
        if (!compression.isImage() && predictor != Predictor.NONE
                && !(predictor == Predictor.HORIZONTAL && isIntegral)
                && !(predictor == Predictor.FLOATING && isFloating)) {
            throw TiffCompression.unsupported("predictor " + predictor + " with " + (isFloating ? "floating-point"
                    : "integer") + " samples of " + bits + " bits");
        }
        if (segments() > Integer.MAX_VALUE) {
            throw new VolumeException("a page declares " + segments() + " strips or tiles; at most 2147483647 are"
                    + " supported");
        }
        double bytes = (double) segmentHeight * segmentWidth * layout.interleaved() * sample.type().bytes();
        if (Math.max(bytes, pageBytes()) > MAX_BYTES) {
            throw new VolumeException("a page declares " + layout + " in " + (tiled ? "tiles" : "strips") + " of "
                    + segmentHeight + " x " + segmentWidth + " pixels, more than any file can hold: the file is"
                    + " damaged");
        }
        double limit = Math.min(Integer.MAX_VALUE - 8, Runtime.getRuntime().maxMemory() / 2.0);
        if (!isRaw() && bytes > limit) {
            throw new VolumeException(String.format(Locale.ROOT, "the %s of %.0f MB are too large for a heap of %.0f"
                    + " MB; store the file in smaller tiles, for example in Python with tifffile.imwrite('new.tif',"
                    + " volume, tile=(256, 256), photometric='minisblack')", tiled ? "tiles" : "strips", bytes / 1e6,
                    Runtime.getRuntime().maxMemory() / 1e6));
        }
    }

    private void checkImage() {
        boolean isJpeg = compression == TiffCompression.JPEG;
        if (bits != (isJpeg ? Byte.SIZE : 1)) {
            throw TiffCompression.unsupported((isJpeg ? "compression JPEG" : "fax compression") + " of samples of "
                    + bits + " bits");
        }
        if (layout.interleaved() != 1 && !(isJpeg && layout.interleaved() == 3)) {
            throw TiffCompression.unsupported((isJpeg ? "compression JPEG" : "fax compression") + " of "
                    + layout.interleaved() + " samples per pixel");
        }
        if (Math.max(segmentHeight, segmentWidth) > MAX_IMAGE_SIDE) {
            throw new VolumeException("a page declares compressed strips or tiles of " + segmentHeight + " x "
                    + segmentWidth + " pixels; at most 65535 are supported along each side");
        }
    }

    /** Whether elements can be read directly: whole bytes, neither compressed nor reversed. */
    boolean isRaw() {
        return compression == TiffCompression.NONE && !reversed && bits == layout.type().bytes() * Byte.SIZE;
    }

    /** Returns the number of segments side by side. */
    int across() {
        return IntMath.ceilDiv(layout.width(), segmentWidth);
    }

    /** Returns the number of segments one below the other. */
    int down() {
        return IntMath.ceilDiv(layout.height(), segmentHeight);
    }

    /** Returns the number of segments of a page. */
    long segments() {
        return (long) across() * down() * (layout.separate() ? layout.samples() : 1);
    }

    /** Returns the number of rows that a segment stores, given its position from the top. */
    int rows(int down) {
        return tiled ? segmentHeight : Math.min(segmentHeight, layout.height() - down * segmentHeight);
    }

    /** Returns the size of a segment's row in bytes, before compression. */
    long rowBytes() {
        return IntMath.ceilDiv((long) segmentWidth * layout.interleaved() * bits, Byte.SIZE);
    }

    /** Returns the size of a page in bytes, before compression and without padding. */
    double pageBytes() {
        return (double) layout.width() * layout.samples() * bits / Byte.SIZE * layout.height();
    }
}
