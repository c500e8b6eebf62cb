package org.znn.common.volume.png;

import java.io.IOException;
import java.util.Optional;
import org.znn.common.volume.storage.ByteSource;

/**
 * Unpacks the samples of a row to whole bytes. Greys of 2 and 4 bits are scaled to 8 bits, as the standard defines
 * their brightness; those of 1 bit stay 0 and 1. A palette of greys is applied; of a palette of colours the indices
 * remain.
 */
final class PngSamples {

    private static final int MAX_COLOURS = 256;

    private final PngHeader header;
    private final byte[] values;
    private final boolean isIndex;

    private PngSamples(PngHeader header, byte[] values, boolean isIndex) {
        this.header = header;
        this.values = values;
        this.isIndex = isIndex;
    }

    static PngSamples of(ByteSource file, PngHeader header) throws IOException {
        if (header.bits() > Byte.SIZE) {
            return new PngSamples(header, new byte[0], false);
        }
        if (header.colour() == PngHeader.Colour.PALETTE) {
            byte[] colours = palette(file);
            Optional<byte[]> greys = greys(colours);
            return new PngSamples(header, greys.orElse(ramp(colours.length / 3, 1)), greys.isEmpty());
        }
        int levels = 1 << header.bits();
        return new PngSamples(header, ramp(levels, header.bits() == 1 ? 1 : (MAX_COLOURS - 1) / (levels - 1)), false);
    }

    private static byte[] palette(ByteSource file) throws IOException {
        PngChunks chunks = new PngChunks(file);
        for (int type = chunks.nextChunk(); type != 0 && type != PngChunks.PIXELS; type = chunks.nextChunk()) {
            if (type == PngChunks.PALETTE) {
                byte[] colours = chunks.content(3 * MAX_COLOURS);
                if (colours.length % 3 == 0 && colours.length > 0) {
                    return colours;
                }
            }
        }
        throw new IOException("the file has no valid palette: it is damaged");
    }

    private static Optional<byte[]> greys(byte[] colours) {
        byte[] greys = new byte[colours.length / 3];
        for (int i = 0; i < greys.length; i++) {
            greys[i] = colours[3 * i];
            if (colours[3 * i + 1] != greys[i] || colours[3 * i + 2] != greys[i]) {
                return Optional.empty();
            }
        }
        return Optional.of(greys);
    }

    private static byte[] ramp(int count, int step) {
        byte[] values = new byte[count];
        for (int i = 0; i < count; i++) {
            values[i] = (byte) (i * step);
        }
        return values;
    }

    /** Whether the samples are indices into a palette of colours. */
    boolean isIndex() {
        return isIndex;
    }

    /**
     * Unpacks a row.
     *
     * @param packed packed row
     * @param pixels number of pixels
     * @param offset index in the target of the first sample
     * @param step   distance in the target between pixels, in bytes
     */
    void unpack(byte[] packed, int pixels, byte[] target, int offset, int step) throws IOException {
        int pixelBytes = header.channels() * header.type().bytes();
        if (header.bits() >= Byte.SIZE && header.colour() != PngHeader.Colour.PALETTE) {
            int together = step == pixelBytes ? pixels : 1;
            for (int i = 0; i < pixels; i += together) {
                System.arraycopy(packed, i * pixelBytes, target, offset + i * step, together * pixelBytes);
            }
            return;
        }
        int bits = header.bits();
        int mask = (1 << bits) - 1;
        for (int i = 0; i < pixels; i++) {
            long bit = (long) i * bits;
            int sample = packed[(int) (bit >> 3)] >> Byte.SIZE - bits - (int) (bit & 7) & mask;
            if (sample >= values.length) {
                throw new IOException("a pixel has the colour " + sample + ", but the palette has " + values.length
                        + ": the file is damaged");
            }
            target[offset + i * step] = values[sample];
        }
    }
}
