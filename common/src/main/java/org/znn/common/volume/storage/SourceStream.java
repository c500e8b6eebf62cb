package org.znn.common.volume.storage;

import java.io.IOException;

/** Reads a part of a file sequentially. Closing the stream does not close the file. */
public final class SourceStream extends BufferedBlockStream {

    private static final int BUFFER_SIZE = 1 << 16;

    private final ByteSource source;
    private final long end;
    private long position;

    /**
     * Creates a stream.
     *
     * @param source file to read
     * @param start  position in the file of the first byte
     * @param end    position after the last byte, at most the length of the file
     */
    public SourceStream(ByteSource source, long start, long end) {
        super(BUFFER_SIZE);
        this.source = source;
        this.end = end;
        position = start;
    }

    /** Returns the number of bytes left, by which a decoder of gzip recognises that another member follows. */
    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, super.available() + Math.max(0, end - position));
    }

    @Override
    protected int nextBlock(byte[] block) throws IOException {
        int count = (int) Math.max(0, Math.min(block.length, end - position));
        if (count > 0) {
            source.readFully(position, block, 0, count);
            position += count;
        }
        return count;
    }
}
