package org.znn.common.volume.storage;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.zip.ZipException;

/**
 * The contents of a file that can only be decoded from its start on, such as a gzip stream. They are decoded once, at
 * the first read, into a file in the local folder of temporary files, which disappears when this object is closed or
 * the process ends.
 */
public final class DecodedFile implements ByteSource {

    private static final int BUFFER_SIZE = 1 << 16;

    private final ByteSource stored;
    private final long length;
    private final Decoder decoder;
    private FileChannel decoded;

    /** Opens the stream of decoded bytes. */
    @FunctionalInterface
    public interface Decoder {

        /** Returns a stream of the decoded bytes from the first one on. */
        InputStream open() throws IOException;
    }

    /**
     * Creates a file without decoding it.
     *
     * @param stored  the encoded file; closed with this one
     * @param length  number of bytes to decode; bytes beyond them are ignored
     * @param decoder opens the stream of decoded bytes
     */
    public DecodedFile(ByteSource stored, long length, Decoder decoder) {
        this.stored = stored;
        this.length = length;
        this.decoder = decoder;
    }

    @Override
    public String name() {
        return stored.name();
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public synchronized void readUnchecked(long position, byte[] target, int offset, int count) throws IOException {
        if (decoded == null) {
            decoded = decode();
        }
        ByteBuffer buffer = ByteBuffer.wrap(target, offset, count);
        while (buffer.hasRemaining()) {
            if (decoded.read(buffer, position + buffer.position() - offset) < 0) {
                throw new EOFException("the temporary file of the decoded contents was truncated");
            }
        }
    }

    private FileChannel decode() throws IOException {
        Path path = Path.of(System.getProperty("java.io.tmpdir"), "znn-" + UUID.randomUUID() + ".decoded");
        FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ,
                StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        return CloseOnFailure.open(file, target -> {
            try (InputStream in = decoder.open()) {
                copy(in, target, path);
            }
            return target;
        });
    }

    private void copy(InputStream in, FileChannel file, Path path) throws IOException {
        byte[] buffer = new byte[BUFFER_SIZE];
        long left = length;
        while (left > 0) {
            int count = read(in, buffer, (int) Math.min(BUFFER_SIZE, left));
            if (count == 0) {
                throw new EOFException("the contents end after " + (length - left) + " of " + length
                        + " bytes: the file is truncated or damaged");
            }
            write(file, ByteBuffer.wrap(buffer, 0, count), path);
            left -= count;
        }
        // Reading past the last byte lets the decoder verify its checksum.
        read(in, buffer, 1);
    }

    private static int read(InputStream in, byte[] buffer, int count) throws IOException {
        try {
            return in.readNBytes(buffer, 0, count);
        } catch (EOFException | ZipException e) {
            throw new IOException("the compressed contents are damaged or truncated", e);
        }
    }

    /** Names the temporary file in write errors such as a full disk. */
    private static void write(FileChannel file, ByteBuffer bytes, Path path) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            throw (IOException) new FileSystemException(path.toString(), null, e.getMessage()).initCause(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        try (ByteSource closing = stored) {
            if (decoded != null) {
                decoded.close();
            }
        }
    }
}
