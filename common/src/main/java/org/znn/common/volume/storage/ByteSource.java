package org.znn.common.volume.storage;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** A file open for reading at arbitrary positions. Keeps no position of its own. */
public interface ByteSource extends Closeable {

    /** The path of the file, as the user wrote it. */
    String name();

    /** The size of the file in bytes. */
    long length();

    /** The version of the file, where the file system stated it when the file was opened; otherwise empty. */
    default Optional<FileVersion> version() {
        return Optional.empty();
    }

    /**
     * Reads {@code count} bytes without a check against the size of the file.
     *
     * @param position position in the file of the first byte
     * @param target   array to fill
     * @param offset   index in the target of the first byte
     * @param count    number of bytes, all inside the file
     */
    void readUnchecked(long position, byte[] target, int offset, int count) throws IOException;

    /**
     * Reads {@code count} bytes.
     *
     * @param position position in the file of the first byte
     * @param target   array to fill
     * @param offset   index in the target of the first byte
     * @param count    number of bytes
     * @throws EOFException if the bytes are not all inside the file
     */
    default void readFully(long position, byte[] target, int offset, int count) throws IOException {
        if (position < 0 || count < 0 || position > length() - count) {
            throw new EOFException("the file has " + length() + " bytes, but " + count + " bytes at position "
                    + Long.toUnsignedString(position) + " are needed: it is truncated or damaged");
        }
        readUnchecked(position, target, offset, count);
    }

    /**
     * Reads {@code count} bytes into a new buffer, which is not allocated if the file is too short.
     *
     * @param position position in the file of the first byte
     * @param count    number of bytes
     * @param order    byte order of the buffer
     * @throws EOFException if the bytes are not all inside the file
     */
    default ByteBuffer read(long position, int count, ByteOrder order) throws IOException {
        if (count < 0 || count > length()) {
            readFully(position, new byte[0], 0, count);
        }
        byte[] bytes = new byte[count];
        readFully(position, bytes, 0, count);
        return ByteBuffer.wrap(bytes).order(order);
    }

    /** Writes the whole file to a stream, block by block. */
    default void copyTo(OutputStream target) throws IOException {
        byte[] block = new byte[1 << 16];
        for (long position = 0; position < length(); position += block.length) {
            int count = (int) Math.min(block.length, length() - position);
            readFully(position, block, 0, count);
            target.write(block, 0, count);
        }
    }
}
