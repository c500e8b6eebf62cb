package org.znn.common.volume.storage;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file on a local disk. Not mapped into memory: a mapped file that shrinks would take the whole JVM with it. */
final class LocalFile implements ByteSource {

    private final String name;
    private final FileChannel channel;
    private final long length;

    LocalFile(String name) throws IOException {
        this.name = name;
        channel = FileChannel.open(Path.of(name), StandardOpenOption.READ);
        length = channel.size();
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
    public void readInside(long position, byte[] target, int offset, int count) throws IOException {
        ByteBuffer into = ByteBuffer.wrap(target, offset, count);
        while (into.hasRemaining()) {
            if (channel.read(into, position + into.position() - offset) < 0) {
                throw new EOFException("it became shorter while it was read");
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
