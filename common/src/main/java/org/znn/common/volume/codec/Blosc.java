package org.znn.common.volume.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A Blosc 1 frame, which numcodecs, HDF5's Blosc filter and n5-blosc write.
 * <p>
 * A header of 16 bytes holds the version, the version of the codec, flags, the size of an element, and as little-endian
 * uint32 the sizes in bytes of the content, of a block and of the frame. The position of each block in the frame
 * follows as a uint32. A block is one stream, or a stream for each byte of an element; a stream is its encoded size as
 * a uint32 and its bytes, which are stored as they are where encoding would not make them smaller.
 */
public final class Blosc {

    private static final int HEADER = 16;
    private static final int MAX_VERSION = 2;
    private static final int SHUFFLE = 1;
    private static final int COPIED = 1 << 1;
    private static final int BITSHUFFLE = 1 << 2;
    private static final int NOT_SPLIT = 1 << 4;
    private static final int CODEC_SHIFT = 5;
    private static final int MAX_STREAMS = 16;
    private static final int MIN_STREAM = 128;
    private static final int BIT_GROUP = 8;

    private final byte[] encoded;
    private final ByteBuffer frame;
    private final int flags;
    private final int elementBytes;
    private final int contentBytes;
    private final int blockBytes;

    private Blosc(byte[] encoded, int offset, int length) throws IOException {
        this.encoded = encoded;
        if (length < HEADER) {
            throw damaged("it is shorter than its header");
        }
        ByteBuffer header = ByteBuffer.wrap(encoded, offset, length).slice().order(ByteOrder.LITTLE_ENDIAN);
        int version = header.get(0) & 0xFF;
        if (version < 1 || version > MAX_VERSION) {
            throw new IOException("a Blosc frame has version " + version + "; versions 1 and 2 of the format, which"
                    + " Blosc 1 writes, are supported");
        }
        flags = header.get(2) & 0xFF;
        elementBytes = header.get(3) & 0xFF;
        contentBytes = header.getInt(4);
        blockBytes = header.getInt(8);
        int frameBytes = header.getInt(12);
        if (frameBytes < HEADER || frameBytes > length) {
            throw damaged("it has " + length + " of " + Integer.toUnsignedString(frameBytes) + " bytes");
        }
        if (contentBytes < 0 || elementBytes < 1 || contentBytes > 0 && blockBytes < 1) {
            throw damaged("its header is impossible");
        }
        frame = header.slice(0, frameBytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Decodes a frame.
     *
     * @param encoded  array that holds the frame
     * @param offset   index of the first byte
     * @param length   number of bytes of the frame
     * @param maxBytes maximum size of the result in bytes
     * @throws IOException if the frame is damaged, uses an unsupported codec or holds more than {@code maxBytes}
     */
    public static byte[] decode(byte[] encoded, int offset, int length, int maxBytes) throws IOException {
        Blosc blosc = new Blosc(encoded, offset, length);
        // Zstandard has the highest ratio of the codecs.
        if (blosc.contentBytes > Math.min(maxBytes, Zstd.MAX_RATIO * length)) {
            throw damaged("it declares " + blosc.contentBytes + " bytes, more than expected or possible");
        }
        return blosc.decode();
    }

    private byte[] decode() throws IOException {
        if ((flags & COPIED) != 0) {
            return slice(HEADER, contentBytes);
        }
        int blocks = contentBytes == 0 ? 0 : (contentBytes - 1) / blockBytes + 1;
        if (blocks > (frame.capacity() - HEADER) / Integer.BYTES) {
            throw damaged("it is too short for its " + blocks + " blocks");
        }
        byte[] content = new byte[contentBytes];
        for (int i = 0; i < blocks; i++) {
            int start = i * blockBytes;
            byte[] block = decodeBlock(frame.getInt(HEADER + i * Integer.BYTES),
                    Math.min(blockBytes, contentBytes - start));
            System.arraycopy(unshuffle(block), 0, content, start, block.length);
        }
        return content;
    }

    private byte[] decodeBlock(int position, int bytes) throws IOException {
        // Every block but a shorter last one is split, if the elements are small and their number is not.
        boolean isSplit = (flags & NOT_SPLIT) == 0 && bytes == blockBytes && elementBytes <= MAX_STREAMS
                && bytes / elementBytes >= MIN_STREAM && bytes % elementBytes == 0;
        int streams = isSplit ? elementBytes : 1;
        int streamBytes = bytes / streams;
        byte[] block = new byte[bytes];
        int at = position;
        for (int s = 0; s < streams; s++) {
            if (at < HEADER || at > frame.capacity() - Integer.BYTES) {
                throw damaged("a block lies outside it");
            }
            int encodedBytes = frame.getInt(at);
            at += Integer.BYTES;
            byte[] stream = encodedBytes == streamBytes ? slice(at, streamBytes)
                    : decodeStream(at, encodedBytes, streamBytes);
            System.arraycopy(stream, 0, block, s * streamBytes, streamBytes);
            at += encodedBytes;
        }
        return block;
    }

    private byte[] decodeStream(int position, int bytes, int decodedBytes) throws IOException {
        requireInside(position, bytes);
        int start = frame.arrayOffset() + position;
        byte[] plain = switch (flags >>> CODEC_SHIFT) {
            case 0 -> BloscLz.decode(encoded, start, bytes, decodedBytes);
            case 1 -> Lz4.decode(encoded, start, bytes, decodedBytes);
            case 2 -> throw new IOException("a Blosc frame uses the codec snappy, which is not supported; store the"
                    + " volume with lz4, zlib or zstd");
            case 3 -> Zlib.decode(encoded, start, bytes, decodedBytes);
            case 4 -> Zstd.decode(encoded, start, bytes, decodedBytes);
            default -> throw damaged("it uses the unknown codec " + (flags >>> CODEC_SHIFT));
        };
        if (plain.length != decodedBytes) {
            throw damaged("a block has " + plain.length + " bytes instead of " + decodedBytes);
        }
        return plain;
    }

    private byte[] unshuffle(byte[] block) throws IOException {
        if ((flags & SHUFFLE) != 0) {
            return Shuffle.undo(block, elementBytes);
        }
        int elements = block.length / elementBytes;
        // Blosc leaves blocks alone that bitshuffle would have to shorten.
        return (flags & BITSHUFFLE) != 0 && elements > 0 && elements % BIT_GROUP == 0
                ? Bitshuffle.undo(block, elementBytes, elements) : block;
    }

    private byte[] slice(int position, int bytes) throws IOException {
        requireInside(position, bytes);
        int start = frame.arrayOffset() + position;
        return Arrays.copyOfRange(encoded, start, start + bytes);
    }

    private void requireInside(int position, int bytes) throws IOException {
        if (bytes < 0 || position > frame.capacity() - bytes) {
            throw damaged("a block lies outside it");
        }
    }

    private static IOException damaged(String reason) {
        return new IOException("a Blosc frame is damaged: " + reason);
    }
}
