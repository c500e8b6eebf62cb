package org.znn.common.volume.png;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import org.znn.common.volume.storage.BufferedBlockStream;
import org.znn.common.volume.storage.ByteSource;

/** The chunks of a PNG image: reads the compressed pixels, which lie in adjacent chunks, as one stream. */
final class PngChunks extends BufferedBlockStream {

    static final int PALETTE = 0x504c5445;
    static final int PIXELS = 0x49444154;

    private static final int END = 0x49454e44;
    private static final int FIRST = 33;
    private static final int PREFIX = 8;
    private static final int CHECKSUM = 4;
    private static final int BUFFER_SIZE = 1 << 15;

    private final ByteSource file;
    private final CRC32 checksum = new CRC32();
    private int type;
    private long chunkEnd;
    private long position = FIRST;

    /** Creates a stream whose first chunk is the one after the header. */
    PngChunks(ByteSource file) {
        super(BUFFER_SIZE);
        this.file = file;
    }

    /**
     * Proceeds to the next chunk. Called only before any pixels are read.
     *
     * @return type of the chunk; 0 at the end of the image
     */
    int nextChunk() throws IOException {
        position = type == 0 ? FIRST : chunkEnd + CHECKSUM;
        ByteBuffer prefix = file.read(position, PREFIX, ByteOrder.BIG_ENDIAN);
        long length = prefix.getInt(0) & 0xFFFF_FFFFL;
        position += PREFIX;
        chunkEnd = position + length;
        if (chunkEnd + CHECKSUM > file.length()) {
            throw new EOFException("a chunk of " + length + " bytes exceeds the file: it is truncated or damaged");
        }
        type = prefix.getInt(4);
        checksum.reset();
        checksum.update(prefix.array(), 4, 4);
        return type == END ? 0 : type;
    }

    /**
     * Reads the whole chunk.
     *
     * @throws IOException if it has more than {@code maxBytes} bytes, or its checksum is wrong
     */
    byte[] content(int maxBytes) throws IOException {
        if (chunkEnd - position > maxBytes) {
            throw new IOException("a chunk of " + (chunkEnd - position) + " bytes is too long: the file is damaged");
        }
        byte[] bytes = file.read(position, (int) (chunkEnd - position), ByteOrder.BIG_ENDIAN).array();
        checksum.update(bytes);
        requireChecksum();
        return bytes;
    }

    /** Reads pixels; those of adjacent chunks follow each other. */
    @Override
    protected int nextBlock(byte[] block) throws IOException {
        while (type == PIXELS && position == chunkEnd) {
            requireChecksum();
            nextChunk();
        }
        if (type != PIXELS) {
            return 0;
        }
        int count = (int) Math.min(block.length, chunkEnd - position);
        file.readFully(position, block, 0, count);
        checksum.update(block, 0, count);
        position += count;
        return count;
    }

    private void requireChecksum() throws IOException {
        int stored = file.read(chunkEnd, CHECKSUM, ByteOrder.BIG_ENDIAN).getInt(0);
        if (stored != (int) checksum.getValue()) {
            throw new IOException("the checksum of a chunk is wrong: the file is damaged");
        }
    }

    /** Checks the checksum of a chunk that is completely in memory. */
    static void requireChecksum(ByteBuffer bytes, int chunk) throws IOException {
        int length = bytes.limit() - chunk - PREFIX - CHECKSUM;
        CRC32 crc = new CRC32();
        crc.update(bytes.array(), chunk + 4, 4 + length);
        if (bytes.getInt(chunk + PREFIX + length) != (int) crc.getValue()) {
            throw new IOException("the checksum of the header is wrong: the file is damaged");
        }
    }
}
