package org.znn.common.volume.storage;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataInputStream;

/** A file of a Hadoop file system, read by position. */
final class HadoopFile implements ByteSource {

    /** Reads below this size are served from the page they lie in: a remote file answers each call with a delay. */
    private static final int PAGE = 1 << 16;

    private final String name;
    private final long length;
    private final FSDataInputStream stream;
    private byte[] page = new byte[0];
    private long pageStart;

    HadoopFile(String name, long length, FSDataInputStream stream) {
        this.name = name;
        this.length = length;
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
    public synchronized void readInside(long position, byte[] target, int offset, int count) throws IOException {
        if (count >= PAGE / 2) {
            stream.readFully(position, target, offset, count);
            return;
        }
        if (position < pageStart || position + count > pageStart + page.length) {
            byte[] fresh = new byte[(int) Math.min(PAGE, length - position)];
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
