package org.znn.common.volume.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.znn.common.volume.codec.Zlib;
import org.znn.common.volume.codec.Zstd;

/** Decodes strips and tiles to elements. */
final class SegmentDecoder {

    private final TiffFile file;
    private final ImageDecoder images;

    SegmentDecoder(TiffFile file) {
        this.file = file;
        images = new ImageDecoder(file);
    }

    /**
     * Decodes a strip or tile.
     *
     * @param segments positions of strips or tiles of a page
     * @param i        index in {@code segments}
     * @param rows     number of rows that the strip or tile stores
     * @return elements as {@code [row][pixel][sample]}, in the byte order of the buffer
     */
    ByteBuffer decode(Segments segments, int i, int rows) throws IOException {
        TiffPage page = segments.page();
        PageFormat format = page.format();
        byte[] encoded = read(segments, i, rows);
        if (format.compression().isImage()) {
            return images.decode(page, encoded, rows);
        }
        if (format.reversed()) {
            reverseBits(encoded);
        }
        int needed = Math.toIntExact(format.rowBytes() * rows);
        byte[] plain = decompress(format, encoded, needed);
        if (plain.length < needed) {
            throw new IOException("a " + kind(format) + " expands to " + plain.length + " of " + needed
                    + " bytes: the file is damaged");
        }
        return elements(format, plain, rows);
    }

    private byte[] read(Segments segments, int i, int rows) throws IOException {
        PageFormat format = segments.page().format();
        long needed = format.rowBytes() * rows;
        long remaining = file.source().length() - segments.offset(i);
        // Without its size, a strip extends at most to the end of the file, and hardly grew by its compression.
        long count = segments.counts().length > 0 ? segments.counts()[i] : Math.min(remaining, 2 * needed + (1 << 16));
        if (count < 0 || count > remaining || count > Integer.MAX_VALUE - 8) {
            throw new IOException("a " + kind(format) + " of " + Long.toUnsignedString(count) + " bytes at position "
                    + Long.toUnsignedString(segments.offset(i)) + " is not inside the file of "
                    + file.source().length() + " bytes: it is truncated or damaged");
        }
        if (needed > (double) count * format.compression().maxRatio()) {
            throw new IOException("a " + kind(format) + " of " + count + " bytes cannot expand to " + needed
                    + " bytes: the file is damaged");
        }
        return file.read(segments.offset(i), (int) count).array();
    }

    private static byte[] decompress(PageFormat format, byte[] encoded, int needed) throws IOException {
        // The last strip of some writers is as long as the others, which deflate and Zstandard decode to their ends.
        int whole = Math.toIntExact(format.rowBytes() * format.segmentHeight());
        return switch (format.compression()) {
            case LZW -> Lzw.decode(encoded, needed);
            case PACKBITS -> PackBits.decode(encoded, needed);
            case DEFLATE -> Zlib.decode(encoded, 0, encoded.length, whole);
            case ZSTD -> Zstd.decode(encoded, 0, encoded.length, whole);
            default -> encoded;
        };
    }

    private ByteBuffer elements(PageFormat format, byte[] plain, int rows) {
        PageLayout layout = format.layout();
        int pixels = format.segmentWidth();
        int samples = layout.interleaved();
        int width = format.bits() / Byte.SIZE;
        ByteBuffer bytes = ByteBuffer.wrap(plain).order(file.order());
        if (format.predictor() == Predictor.HORIZONTAL) {
            Predictor.undoHorizontal(bytes, rows, pixels, samples, width);
        } else if (format.predictor() == Predictor.FLOATING) {
            bytes = Predictor.undoFloating(plain, rows, pixels, samples, width);
        }
        if (format.bits() == layout.type().bytes() * Byte.SIZE) {
            return bytes;
        }
        return layout.type().isInteger()
                ? PackedSamples.integers(plain, rows, pixels * samples, format.bits(), layout.type().isSigned(),
                        layout.type().bytes())
                : PackedSamples.floats24(bytes, rows * pixels * samples);
    }

    private static void reverseBits(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (Integer.reverse(bytes[i]) >>> Integer.SIZE - Byte.SIZE);
        }
    }

    private static String kind(PageFormat format) {
        return (format.compression() == TiffCompression.NONE ? "" : "compressed ")
                + (format.tiled() ? "tile" : "strip");
    }
}
