package org.znn.common.volume.png;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.codec.Zlib;
import org.znn.common.volume.storage.ByteSource;

/**
 * The header of a PNG image (ISO/IEC 15948, chunk IHDR).
 *
 * @param width      pixels of a row
 * @param height     number of rows
 * @param bits       bits of a sample
 * @param colour     type of the colours
 * @param interlaced whether the rows are stored in seven passes of growing resolution
 */
record PngHeader(int width, int height, int bits, Colour colour, boolean interlaced) {

    static final long SIGNATURE = 0x89504e470d0a1a0aL;

    private static final int IHDR = 0x49484452;
    private static final int BYTES = 33;
    /** Maximum size of an unpacked row, which is allocated as a whole. */
    private static final int MAX_ROW_BYTES = 1 << 28;

    /** The type of the colours, in the order of their codes; two codes are not used. */
    enum Colour {
        GREY(1), UNUSED_1(0), RGB(3), PALETTE(1), GREY_AND_OPACITY(2), UNUSED_5(0), RGB_AND_OPACITY(4);

        private final int samples;

        Colour(int samples) {
            this.samples = samples;
        }

        private boolean allows(int bits) {
            return switch (this) {
                case GREY -> bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16;
                case PALETTE -> bits == 1 || bits == 2 || bits == 4 || bits == 8;
                case RGB, GREY_AND_OPACITY, RGB_AND_OPACITY -> bits == 8 || bits == 16;
                case UNUSED_1, UNUSED_5 -> false;
            };
        }
    }

    static PngHeader read(ByteSource file) throws IOException {
        ByteBuffer head = file.read(0, BYTES, ByteOrder.BIG_ENDIAN);
        PngChunks.requireChecksum(head, 8);
        int colour = head.get(25);
        int bits = head.get(24);
        if (head.getInt(12) != IHDR || head.getInt(8) != 13 || colour < 0 || colour >= Colour.values().length
                || !Colour.values()[colour].allows(bits) || head.get(26) != 0 || head.get(27) != 0
                || head.get(28) < 0 || head.get(28) > 1) {
            throw new VolumeException("the header is damaged");
        }
        PngHeader header = new PngHeader(head.getInt(16), head.getInt(20), bits, Colour.values()[colour],
                head.get(28) == 1);
        header.requirePlausible(file.length());
        return header;
    }

    private void requirePlausible(long fileBytes) {
        if (width < 1 || height < 1) {
            throw new VolumeException("the header declares " + Integer.toUnsignedString(width) + " x "
                    + Integer.toUnsignedString(height) + " pixels; PNG allows 1 to 2147483647: the file is damaged");
        }
        if (rowBytes() > MAX_ROW_BYTES) {
            throw new VolumeException("rows of " + width + " pixels are not supported; store the image as a TIFF");
        }
        if ((double) packedBytes(width) * height > (double) Zlib.MAX_RATIO * fileBytes) {
            throw new VolumeException("the header declares " + width + " x " + height + " pixels, more than a file of "
                    + fileBytes + " bytes can hold: it is truncated or damaged");
        }
    }

    int channels() {
        return colour.samples;
    }

    /** Returns the type of the samples once they are unpacked. */
    ElementType type() {
        return bits == 16 ? ElementType.UINT16 : ElementType.UINT8;
    }

    int bitsPerPixel() {
        return bits * colour.samples;
    }

    /** Returns the size in bytes of a packed row of a number of pixels. */
    int packedBytes(int pixels) {
        return (int) (((long) pixels * bitsPerPixel() + Byte.SIZE - 1) / Byte.SIZE);
    }

    /** Returns the size of an unpacked row in bytes. */
    long rowBytes() {
        return (long) width * colour.samples * type().bytes();
    }
}
