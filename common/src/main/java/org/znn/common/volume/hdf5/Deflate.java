package org.znn.common.volume.hdf5;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** HDF5's deflate filter: one zlib stream a chunk. */
final class Deflate {

    /** Deflate cannot make anything more than this many times smaller (RFC 1951: 258 bytes of two bits). */
    private static final int BEST_RATIO = 1032;

    private Deflate() {
    }

    /** Compresses with zlib's level 1 to 9. */
    static byte[] compress(byte[] plain, int level) {
        Deflater deflater = new Deflater(level);
        try {
            deflater.setInput(plain);
            deflater.finish();
            byte[] packed = new byte[Math.max(64, plain.length / 2)];
            int length = 0;
            while (!deflater.finished()) {
                if (length == packed.length) {
                    packed = Arrays.copyOf(packed, packed.length + packed.length / 2);
                }
                length += deflater.deflate(packed, length, packed.length - length);
            }
            return Arrays.copyOf(packed, length);
        } finally {
            deflater.end();
        }
    }

    /** Decompresses what must become exactly so many bytes; throws {@link IOException} where it does not. */
    static byte[] expand(byte[] packed, int bytes) throws IOException {
        if (bytes / BEST_RATIO > packed.length) {
            throw new IOException("a chunk of " + packed.length + " compressed bytes cannot hold " + bytes
                    + ": it is damaged");
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            byte[] plain = new byte[bytes];
            int length = 0;
            while (length < bytes) {
                int more = inflater.inflate(plain, length, bytes - length);
                if (more == 0) {
                    break;
                }
                length += more;
            }
            if (length < bytes || !inflater.finished() && inflater.inflate(new byte[1]) > 0) {
                throw new IOException("a compressed chunk does not hold " + bytes + " bytes: it is damaged");
            }
            return plain;
        } catch (DataFormatException e) {
            throw new IOException("a compressed chunk is damaged (" + reason(e) + ")", e);
        } finally {
            inflater.end();
        }
    }

    private static String reason(DataFormatException e) {
        return e.getMessage() == null ? "not a zlib stream" : e.getMessage();
    }
}
