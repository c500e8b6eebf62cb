package org.znn.common.volume.tiff;

import java.awt.Rectangle;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.raster.ErrorMessages;
import org.znn.common.volume.raster.VoxelSink;

/** Reads compressed or tiled pages. */
final class PageDecoder {

    private final TIFFImageReaderSpi provider = new TIFFImageReaderSpi();
    private final TiffFile file;

    PageDecoder(TiffFile file) {
        this.file = file;
    }

    /**
     * Passes a part of a page to a sink.
     *
     * @param page         page to read
     * @param section      rows and columns to read
     * @param sampleStride distance between the samples of a pixel in the result, in elements
     * @param sink         sink of the samples
     */
    void read(TiffPage page, Box section, int sampleStride, VoxelSink sink) throws IOException {
        Vec3 from = section.start();
        Vec3 size = section.size();
        Raster raster = decode(page, new Rectangle(from.x(), from.y(), size.x(), size.y()));
        if (raster.getNumBands() < page.layout().samples()) {
            throw new IOException("a page has fewer samples per pixel than declared: the file is damaged");
        }
        RowBytes row = new RowBytes(page.layout().type(), size.x());
        for (int sample = 0; sample < page.layout().samples(); sample++) {
            for (int y = 0; y < size.y(); y++) {
                sink.put(row.of(raster, y, sample), 0, size.x(), y * size.x() + sample * sampleStride, 1);
            }
        }
    }

    private Raster decode(TiffPage page, Rectangle part) throws IOException {
        ImageReader reader = provider.createReaderInstance(null);
        try (ImageInputStream stream = new SinglePageStream(file, page)) {
            reader.setInput(stream);
            ImageReadParam param = reader.getDefaultReadParam();
            param.setSourceRegion(part);
            return reader.readRaster(0, param);
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            throw new IOException("a page cannot be decoded (" + ErrorMessages.describe(e)
                    + "): the file is damaged or not supported", e);
        } finally {
            reader.dispose();
        }
    }

    /** Converts a row of one sample to the bytes of an uncompressed row. */
    private static final class RowBytes {
        private final ElementType type;
        private final int width;
        private final ByteBuffer bytes;

        RowBytes(ElementType type, int width) {
            this.type = type;
            this.width = width;
            bytes = ByteBuffer.allocate(Math.multiplyExact(width, type.bytes())).order(ByteOrder.nativeOrder());
        }

        ByteBuffer of(Raster raster, int y, int sample) {
            int left = raster.getMinX();
            int top = raster.getMinY() + y;
            bytes.clear();
            switch (type) {
                case FLOAT64 -> bytes.asDoubleBuffer().put(
                        raster.getSamples(left, top, width, 1, sample, (double[]) null));
                case FLOAT32 -> bytes.asFloatBuffer().put(
                        raster.getSamples(left, top, width, 1, sample, (float[]) null));
                default -> putIntegers(raster.getSamples(left, top, width, 1, sample, (int[]) null));
            }
            return bytes;
        }

        /** Stores the low bits of each value, which are correct whether or not the raster sign-extended it. */
        private void putIntegers(int[] values) {
            for (int i = 0; i < width; i++) {
                switch (type.bytes()) {
                    case 1 -> bytes.put(i, (byte) values[i]);
                    case 2 -> bytes.putShort(i * 2, (short) values[i]);
                    default -> bytes.putInt(i * 4, values[i]);
                }
            }
        }
    }
}
