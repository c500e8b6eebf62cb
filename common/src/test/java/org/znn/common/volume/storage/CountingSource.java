package org.znn.common.volume.storage;

import java.io.IOException;

/** Counts the reads of another source, and their bytes. */
public final class CountingSource implements ByteSource {

    private final ByteSource source;
    private long reads;
    private long bytes;

    public CountingSource(ByteSource source) {
        this.source = source;
    }

    public long reads() {
        return reads;
    }

    public long bytes() {
        return bytes;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public long length() {
        return source.length();
    }

    @Override
    public void readUnchecked(long position, byte[] target, int offset, int count) throws IOException {
        reads++;
        bytes += count;
        source.readUnchecked(position, target, offset, count);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
