package org.znn.common.volume.storage;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;

/** A file on a Hadoop file system. */
final class HadoopFile implements ByteSource {

    /** Size of the page that serves small reads, in bytes; every call to a remote file has a latency. */
    private static final int PAGE_SIZE = 1 << 16;

    private final String name;
    private final long length;
    private final FileVersion version;
    private final FSDataInputStream stream;
    private byte[] page = new byte[0];
    private long pageStart;

    HadoopFile(String name, long length, FileVersion version, FSDataInputStream stream) {
        this.name = name;
        this.length = length;
        this.version = version;
        this.stream = stream;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public Optional<FileVersion> version() {
        return Optional.of(version);
    }

    @Override
    public synchronized void readUnchecked(long position, byte[] target, int offset, int count) throws IOException {
        if (count >= PAGE_SIZE / 2) {
            stream.readFully(position, target, offset, count);
            return;
        }
        if (position < pageStart || position + count > pageStart + page.length) {
            byte[] fresh = new byte[(int) Math.min(PAGE_SIZE, length - position)];
            stream.readFully(position, fresh, 0, fresh.length);
            page = fresh;
            pageStart = position;
        }
        System.arraycopy(page, (int) (position - pageStart), target, offset, count);
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
