package org.znn.common.volume.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Undoes the predictors that are applied to the rows of a strip or tile before its compression. */
final class Predictor {

    /** Values are stored as they are. */
    static final int NONE = 1;
    /** Each sample is stored as its difference from the pixel to the left (TIFF 6.0, section 14). */
    static final int HORIZONTAL = 2;
    /** Rows are stored as planes of bytes, each byte as a difference (TIFF Technical Note 3). */
    static final int FLOATING = 3;

    private Predictor() {
    }

    /**
     * Undoes horizontal differencing in place. Floating-point values are differenced as integers of their size.
     *
     * @param bytes   rows of samples in the file's byte order
     * @param rows    number of rows
     * @param pixels  pixels of a row
     * @param samples samples of a pixel
     * @param width   bytes of a sample: 1, 2, 4 or 8
     */
    static void undoHorizontal(ByteBuffer bytes, int rows, int pixels, int samples, int width) {
        int rowBytes = pixels * samples * width;
        int step = samples * width;
        for (int row = 0; row < rows; row++) {
            int start = row * rowBytes;
            int end = start + rowBytes;
            switch (width) {
                case 1 -> {
                    for (int i = start + step; i < end; i++) {
                        bytes.put(i, (byte) (bytes.get(i) + bytes.get(i - step)));
                    }
                }
                case 2 -> {
                    for (int i = start + step; i < end; i += 2) {
                        bytes.putShort(i, (short) (bytes.getShort(i) + bytes.getShort(i - step)));
                    }
                }
                case 4 -> {
                    for (int i = start + step; i < end; i += 4) {
                        bytes.putInt(i, bytes.getInt(i) + bytes.getInt(i - step));
                    }
                }
                default -> {
                    for (int i = start + step; i < end; i += 8) {
                        bytes.putLong(i, bytes.getLong(i) + bytes.getLong(i - step));
                    }
                }
            }
        }
    }

    /**
     * Undoes floating-point prediction. The result has the highest byte first.
     *
     * @param encoded bytes of the rows; destroyed
     * @param rows    number of rows
     * @param pixels  pixels of a row
     * @param samples samples of a pixel
     * @param width   bytes of a sample
     */
    static ByteBuffer undoFloating(byte[] encoded, int rows, int pixels, int samples, int width) {
        int values = pixels * samples;
        int rowBytes = values * width;
        byte[] plain = new byte[rows * rowBytes];
        for (int row = 0; row < rows; row++) {
            int start = row * rowBytes;
            for (int i = start + samples; i < start + rowBytes; i++) {
                encoded[i] += encoded[i - samples];
            }
            for (int plane = 0; plane < width; plane++) {
                for (int i = 0; i < values; i++) {
                    plain[start + i * width + plane] = encoded[start + plane * values + i];
                }
            }
        }
        return ByteBuffer.wrap(plain).order(ByteOrder.BIG_ENDIAN);
    }
}
