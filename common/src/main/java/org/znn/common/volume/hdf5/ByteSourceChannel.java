package org.znn.common.volume.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import org.znn.common.volume.storage.ByteSource;

/** Adapts a file to the channel that jhdf reads from. Limits the number of reads to detect circular references. */
final class ByteSourceChannel implements SeekableByteChannel {

    private static final long FREE_READS = 100_000;
    private static final int BYTES_PER_READ = 16;

    private final ByteSource source;
    private long readsLeft;
    private long position;

    ByteSourceChannel(ByteSource source) {
        this.source = source;
        readsLeft = FREE_READS + source.length() / BYTES_PER_READ;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (readsLeft-- <= 0) {
            throw new IOException("the file is damaged: it contains circular references");
        }
        int count = (int) Math.min(target.remaining(), source.length() - position);
        if (count <= 0) {
            return target.hasRemaining() ? -1 : 0;
        }
        byte[] bytes = new byte[count];
        source.readFully(position, bytes, 0, count);
        target.put(bytes);
        position += count;
        return count;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) throws IOException {
        if (newPosition < 0) {
            throw new IOException("the file is damaged: it contains a negative address");
        }
        position = newPosition;
        return this;
    }

    @Override
    public long size() {
        return source.length();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    /** Does nothing: the volume reader owns the file and closes it. */
    @Override
    public void close() {
    }

    @Override
    public int write(ByteBuffer bytes) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }
}
