package org.znn.common.volume.storage;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file on a local disk. Not memory-mapped, because truncating a mapped file can crash the JVM. */
final class LocalFile implements ByteSource {

    private final String name;
    private final FileChannel channel;
    private final long length;

    LocalFile(String name) throws IOException {
        this.name = name;
        channel = FileChannel.open(Path.of(name), StandardOpenOption.READ);
        length = CloseOnFailure.open(channel, FileChannel::size);
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
    public void readUnchecked(long position, byte[] target, int offset, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(target, offset, count);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position() - offset) < 0) {
                throw new EOFException("the file was truncated while it was being read");
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
