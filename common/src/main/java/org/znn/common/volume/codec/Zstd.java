package org.znn.common.volume.codec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;

/** Zstandard (RFC 8878). */
public final class Zstd {

    /** Maximum compression ratio: a block of three bytes (header of an RLE block and its byte) holds up to 128 KiB. */
    static final long MAX_RATIO = (128 << 10) / 3 + 1;

    private Zstd() {
    }

    /**
     * Decodes one or more frames. A frame need not state the size of its content.
     *
     * @param encoded  array that holds the frames
     * @param offset   index of the first byte
     * @param length   number of bytes of the frames
     * @param maxBytes maximum size of the result in bytes
     * @throws IOException if the frames are damaged or hold more than {@code maxBytes}
     */
    public static byte[] decode(byte[] encoded, int offset, int length, int maxBytes) throws IOException {
        try {
            boolean isOneFrame = requireCompleteFrames(encoded, offset, length) == 1;
            // Not positive if the frame does not state its size.
            long size = isOneFrame ? com.github.luben.zstd.Zstd.getFrameContentSize(encoded, offset, length) : 0;
            return size > 0 && size <= Math.min(maxBytes, MAX_RATIO * length)
                    ? decodeFrame(encoded, offset, length, (int) size)
                    : decodeStream(encoded, offset, length, maxBytes);
        } catch (IOException | ZstdException e) {
            throw new IOException("a Zstandard frame is damaged (" + e.getMessage() + ")", e);
        }
    }

    /** Counts the frames. The library's stream does not notice the end of its input in a second frame. */
    private static int requireCompleteFrames(byte[] encoded, int offset, int length) throws IOException {
        int frames = 0;
        for (long at = 0; at < length; frames++) {
            int start = offset + (int) at;
            long size = com.github.luben.zstd.Zstd.findFrameCompressedSize(encoded, start, length - (int) at);
            at += size;
            if (size < 1 || at > length) {
                throw new IOException("it ends early");
            }
        }
        return frames;
    }

    private static byte[] decodeFrame(byte[] encoded, int offset, int length, int size) throws IOException {
        byte[] plain = new byte[size];
        if (com.github.luben.zstd.Zstd.decompressByteArray(plain, 0, size, encoded, offset, length) != size) {
            throw new IOException("it holds less than the " + size + " bytes it declares");
        }
        return plain;
    }

    private static byte[] decodeStream(byte[] encoded, int offset, int length, int maxBytes) throws IOException {
        try (ZstdInputStreamNoFinalizer stream =
                new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(encoded, offset, length))) {
            return BoundedStream.readAll(stream, maxBytes);
        }
    }
}
