package org.znn.common.volume.storage;

/** A file in memory. */
public record MemorySource(byte[] bytes) implements ByteSource {

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public void readUnchecked(long position, byte[] target, int offset, int count) {
        System.arraycopy(bytes, (int) position, target, offset, count);
    }

    @Override
    public void close() {
        // There is nothing to close.
    }
}
