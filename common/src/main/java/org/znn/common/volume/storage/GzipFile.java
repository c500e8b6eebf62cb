package org.znn.common.volume.storage;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.znn.common.volume.codec.Zlib;

/** Decompresses gzip streams (RFC 1952) in files. */
public final class GzipFile {

    /** Note for users of a volume in a gzip stream about the cost of reading it. */
    public static final String NOTE = "the volume is compressed as a whole: every task that reads it first"
            + " decompresses all of it; decompress a large volume beforehand";

    private static final int BUFFER_SIZE = 1 << 16;

    private GzipFile() {
    }

    /** Whether a file begins with the signature of gzip. */
    public static boolean isGzip(ByteSource file) throws IOException {
        byte[] magic = new byte[2];
        if (file.length() < magic.length) {
            return false;
        }
        file.readFully(0, magic, 0, magic.length);
        return magic[0] == 0x1f && magic[1] == (byte) 0x8b;
    }

    /** Returns the first {@code count} bytes of the decompressed contents, or all if there are fewer. */
    public static byte[] head(ByteSource file, int count) throws IOException {
        try (InputStream in = stream(file, 0)) {
            return in.readNBytes(count);
        }
    }

    /**
     * Returns the decompressed contents as a file.
     *
     * @param file   file that ends with a gzip stream; closed with the result
     * @param start  position of the stream in the file
     * @param length number of decompressed bytes that are needed
     * @throws EOFException if the stream is too short to hold as many bytes
     */
    public static DecodedFile decompressed(ByteSource file, long start, long length) throws IOException {
        if (start > file.length() || length / Zlib.MAX_RATIO > file.length() - start) {
            throw new EOFException("the file has " + Math.max(0, file.length() - start) + " compressed bytes, but "
                    + length + " decompressed bytes are needed: it is truncated or damaged");
        }
        return new DecodedFile(file, length, () -> stream(file, start));
    }

    private static InputStream stream(ByteSource file, long start) throws IOException {
        return new GZIPInputStream(new SourceStream(file, start, file.length()), BUFFER_SIZE);
    }
}
