package org.znn.common.volume.tiff;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;

/**
 * Decodes JPEG and fax compression with TwelveMonkeys' TIFF reader. Each strip or tile is handed over as a file of one
 * page with one strip, because the reader finds parts of tiled pages wrongly.
 */
final class ImageDecoder {

    /** Tags that decoding a strip may need; the others are known from the format. */
    private static final List<TiffTag> FAX_TAGS = List.of(TiffTag.FILL_ORDER, TiffTag.T4_OPTIONS, TiffTag.T6_OPTIONS);
    private static final List<TiffTag> JPEG_TAGS = List.of(TiffTag.JPEG_TABLES, TiffTag.YCBCR_SUBSAMPLING);
    private static final int MAX_TABLE_BYTES = 1 << 20;

    private final TIFFImageReaderSpi provider = new TIFFImageReaderSpi();
    private final TiffFile file;

    ImageDecoder(TiffFile file) {
        this.file = file;
    }

    /**
     * Decodes a strip or tile of samples of 8 bits, or of 1 bit, which become elements of 8 bits.
     *
     * @return elements as {@code [row][pixel][sample]}
     */
    ByteBuffer decode(TiffPage page, byte[] encoded, int rows) throws IOException {
        Raster raster = raster(singleStrip(page, encoded, rows));
        int width = page.format().segmentWidth();
        int samples = page.layout().interleaved();
        if (raster.getWidth() != width || raster.getHeight() < rows || raster.getNumBands() < samples) {
            throw new IOException("a compressed strip or tile holds " + raster.getHeight() + " x " + raster.getWidth()
                    + " pixels of " + raster.getNumBands() + " samples, but the page declares " + rows + " x " + width
                    + " of " + samples + ": the file is damaged");
        }
        ByteBuffer bytes = ByteBuffer.allocate(rows * width * samples);
        int[] row = new int[width];
        for (int y = 0; y < rows; y++) {
            for (int sample = 0; sample < samples; sample++) {
                raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, sample, row);
                for (int x = 0; x < width; x++) {
                    bytes.put((y * width + x) * samples + sample, (byte) row[x]);
                }
            }
        }
        return bytes;
    }

    private Raster raster(byte[] tiff) throws IOException {
        ImageReader reader = provider.createReaderInstance(null);
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(tiff))) {
            reader.setInput(stream);
            return reader.readRaster(0, null);
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            // The library fails in any of these ways on a damaged image; the cause is kept.
            throw new IOException("a compressed strip or tile cannot be decoded: the file is damaged or not supported",
                    e);
        } finally {
            reader.dispose();
        }
    }

    private byte[] singleStrip(TiffPage page, byte[] encoded, int rows) throws IOException {
        TiffDirectory directory = new TiffDirectory(file, page.directory());
        SingleStripFile strip = new SingleStripFile(file.order());
        int samples = page.layout().interleaved();
        strip.add(TiffTag.WIDTH, page.format().segmentWidth());
        strip.add(TiffTag.HEIGHT, rows);
        strip.add(TiffTag.BITS_PER_SAMPLE, samples == 1 ? new int[] {page.format().bits()}
                : new int[] {page.format().bits(), page.format().bits(), page.format().bits()});
        strip.add(TiffTag.COMPRESSION, (int) directory.value(TiffTag.COMPRESSION, 1));
        strip.add(TiffTag.PHOTOMETRIC, samples == 1 ? 1 : (int) page.format().photometric());
        strip.add(TiffTag.SAMPLES_PER_PIXEL, samples);
        strip.add(TiffTag.ROWS_PER_STRIP, rows);
        for (TiffTag tag : page.format().compression() == TiffCompression.JPEG ? JPEG_TAGS : FAX_TAGS) {
            strip.add(tag, directory.bytes(tag, MAX_TABLE_BYTES), directory.values(tag).width());
        }
        return strip.bytes(encoded);
    }
}
