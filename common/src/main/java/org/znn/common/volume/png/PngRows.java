package org.znn.common.volume.png;

import java.io.EOFException;
import java.io.IOException;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.znn.common.volume.storage.ByteSource;

/**
 * Decodes the rows of a PNG image one after another: decompresses them, reverses the prediction from their neighbours
 * (ISO/IEC 15948, 9), and unpacks the samples. Holds two packed rows.
 */
final class PngRows implements AutoCloseable {

    private static final int BUFFER_SIZE = 1 << 15;

    private final PngHeader header;
    private final PngSamples samples;
    private final Inflater inflater;
    private final InflaterInputStream stream;
    private final int pixelBytes;
    private byte[] row = new byte[0];
    private byte[] above = new byte[0];

    /**
     * Finds the first row.
     *
     * @param samples unpacks the samples
     * @throws IOException if the file has no pixels
     */
    PngRows(ByteSource file, PngHeader header, PngSamples samples) throws IOException {
        this.header = header;
        this.samples = samples;
        pixelBytes = Math.max(1, header.bitsPerPixel() / Byte.SIZE);
        PngChunks chunks = new PngChunks(file);
        int type = chunks.nextChunk();
        while (type != PngChunks.PIXELS) {
            if (type == 0) {
                throw new EOFException("the file has no pixels: it is truncated or damaged");
            }
            type = chunks.nextChunk();
        }
        inflater = new Inflater();
        stream = new InflaterInputStream(chunks, inflater, BUFFER_SIZE);
    }

    /** Begins an image or a pass with rows of a number of pixels; its first row has no row above it. */
    void begin(int pixels) {
        row = new byte[header.packedBytes(pixels)];
        above = new byte[row.length];
    }

    /**
     * Decodes the next row.
     *
     * @param pixels number of pixels of the row, as given to {@link #begin}
     * @param target receives the samples
     * @param offset index in the target of the first sample
     * @param step   distance in the target between pixels, in bytes
     */
    void next(int pixels, byte[] target, int offset, int step) throws IOException {
        byte[] previous = above;
        above = row;
        row = previous;
        // From here on, "above" is the row decoded last and "row" is free.
        try {
            int filter = stream.read();
            int count = stream.readNBytes(row, 0, row.length);
            if (filter < 0 || count < row.length) {
                throw new EOFException("the pixels are truncated: the file is damaged");
            }
            reverse(filter);
        } catch (ZipException | EOFException e) {
            throw new IOException("the compressed pixels are damaged or truncated", e);
        }
        samples.unpack(row, pixels, target, offset, step);
    }

    /** Checks the checksum of the pixels, once all rows were read. */
    void finish() throws IOException {
        try {
            stream.read();
        } catch (ZipException | EOFException e) {
            throw new IOException("the compressed pixels are damaged (" + e.getMessage() + ")", e);
        }
    }

    private void reverse(int filter) throws IOException {
        switch (filter) {
            case 0 -> { }
            case 1 -> {
                for (int i = pixelBytes; i < row.length; i++) {
                    row[i] += row[i - pixelBytes];
                }
            }
            case 2 -> {
                for (int i = 0; i < row.length; i++) {
                    row[i] += above[i];
                }
            }
            case 3 -> {
                for (int i = 0; i < row.length; i++) {
                    int left = i < pixelBytes ? 0 : row[i - pixelBytes] & 0xFF;
                    row[i] += (byte) (left + (above[i] & 0xFF) >> 1);
                }
            }
            case 4 -> {
                for (int i = 0; i < row.length; i++) {
                    int left = i < pixelBytes ? 0 : row[i - pixelBytes] & 0xFF;
                    int corner = i < pixelBytes ? 0 : above[i - pixelBytes] & 0xFF;
                    row[i] += (byte) paeth(left, above[i] & 0xFF, corner);
                }
            }
            default -> throw new IOException("the filter " + filter + " does not exist: the file is damaged");
        }
    }

    /** Returns the neighbour that is closest to left + above − corner. */
    private static int paeth(int left, int up, int corner) {
        int toLeft = Math.abs(up - corner);
        int toUp = Math.abs(left - corner);
        int toCorner = Math.abs(left + up - 2 * corner);
        if (toLeft <= toUp && toLeft <= toCorner) {
            return left;
        }
        return toUp <= toCorner ? up : corner;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
