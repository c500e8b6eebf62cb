package org.znn.common.volume.storage;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A stored file open for reading at any position. The position is the caller's, none is kept here. */
public interface ByteSource extends Closeable {

    /** The file as the user wrote it. */
    String name();

    /** Bytes in the file. */
    long length();

    /** Fills {@code count} bytes of the target from the file's bytes at {@code position}, all inside the file. */
    void readInside(long position, byte[] target, int offset, int count) throws IOException;

    /**
     * Fills {@code count} bytes of the target from the file's bytes at {@code position}.
     *
     * @throws EOFException where the file is shorter, with its length and the bytes wanted
     */
    default void readFully(long position, byte[] target, int offset, int count) throws IOException {
        if (position < 0 || count < 0 || position > length() - count) {
            throw new EOFException("it ends after " + length() + " bytes, but " + count + " bytes at position "
                    + Long.toUnsignedString(position) + " are needed: it is cut short or damaged");
        }
        readInside(position, target, offset, count);
    }

    /** The {@code count} bytes at {@code position}; checked against the file's length before memory is taken. */
    default ByteBuffer read(long position, int count, ByteOrder order) throws IOException {
        if (count > length()) {
            readFully(position, new byte[0], 0, count);
        }
        byte[] bytes = new byte[count];
        readFully(position, bytes, 0, count);
        return ByteBuffer.wrap(bytes).order(order);
    }
}
