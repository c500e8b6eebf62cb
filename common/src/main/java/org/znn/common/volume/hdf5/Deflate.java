package org.znn.common.volume.hdf5;

import java.io.ByteArrayOutputStream;
import java.util.zip.Deflater;

/** Encodes HDF5's deflate filter: one zlib stream per chunk. */
final class Deflate {

    private static final int BUFFER = 1 << 16;

    private Deflate() {
    }

    /**
     * Compresses the byte planes of shuffled elements. Planes that look like noise, such as the low mantissa bytes, are
     * stored uncompressed: compressing them would take most of the time without making them smaller.
     *
     * @param plain  bytes to compress
     * @param planes number of byte planes, the equal parts of {@code plain}
     * @param level  zlib compression level, 1 to 9
     */
    static byte[] compress(byte[] plain, int planes, int level) {
        Deflater deflater = new Deflater(level);
        try {
            ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length + 64);
            byte[] buffer = new byte[BUFFER];
            int plane = plain.length / planes;
            for (int i = 0; i < planes; i++) {
                int from = i * plane;
                int to = i == planes - 1 ? plain.length : from + plane;
                deflater.setLevel(isNoise(plain, from, to) ? Deflater.NO_COMPRESSION : level);
                // The new level applies to input that is set after the next call of deflate.
                drain(deflater, buffer, packed);
                deflater.setInput(plain, from, to - from);
                drain(deflater, buffer, packed);
            }
            deflater.finish();
            drain(deflater, buffer, packed);
            return packed.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void drain(Deflater deflater, byte[] buffer, ByteArrayOutputStream packed) {
        for (int n = deflater.deflate(buffer); n > 0; n = deflater.deflate(buffer)) {
            packed.write(buffer, 0, n);
        }
    }

    /** Whether an entropy code for single bytes would save less than 2 % (entropy in bits). */
    private static boolean isNoise(byte[] bytes, int from, int to) {
        int[] counts = new int[256];
        for (int i = from; i < to; i++) {
            counts[bytes[i] & 0xff]++;
        }
        double total = to - from;
        double bits = 0;
        for (int count : counts) {
            bits -= count == 0 ? 0 : count * Math.log(count / total) / Math.log(2);
        }
        return bits > total * 8 * 49 / 50;
    }
}
