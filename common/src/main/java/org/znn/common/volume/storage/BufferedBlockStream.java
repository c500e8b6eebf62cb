package org.znn.common.volume.storage;

import java.io.IOException;
import java.io.InputStream;

/** An input stream over blocks of bytes, which a subclass reads or decodes one after another. */
public abstract class BufferedBlockStream extends InputStream {

    private final byte[] buffer;
    private int next;
    private int filled;

    /**
     * Creates a stream.
     *
     * @param maxBytes maximum size of a block in bytes
     */
    protected BufferedBlockStream(int maxBytes) {
        buffer = new byte[maxBytes];
    }

    /**
     * Provides the next block.
     *
     * @param block array to fill from its beginning
     * @return number of bytes of the block; 0 at the end of the stream
     */
    protected abstract int nextBlock(byte[] block) throws IOException;

    @Override
    public final int read() throws IOException {
        return fill() ? buffer[next++] & 0xFF : -1;
    }

    @Override
    public final int read(byte[] target, int offset, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int copied = Math.min(count, filled - next);
        System.arraycopy(buffer, next, target, offset, copied);
        next += copied;
        return copied;
    }

    /** Returns the number of bytes of the current block that have not been read. */
    @Override
    public int available() {
        return filled - next;
    }

    private boolean fill() throws IOException {
        if (next == filled) {
            next = 0;
            filled = 0;
            filled = nextBlock(buffer);
        }
        return filled > 0;
    }
}
