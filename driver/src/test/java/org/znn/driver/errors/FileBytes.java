package org.znn.driver.errors;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Creates and modifies files byte by byte. */
final class FileBytes {

    private static final int ASCII = 2;
    private static final int SHORT = 3;
    private static final int LONG = 4;

    private FileBytes() {
    }

    /** Returns the same random bytes each time, without a known signature. */
    static byte[] random(int count) {
        byte[] bytes = new byte[count];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    static byte[] littleEndian(int width, long... values) {
        ByteBuffer buffer = ByteBuffer.allocate(width * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long v : values) {
            for (int i = 0; i < width; i++) {
                buffer.put((byte) (v >>> 8 * i));
            }
        }
        return buffer.array();
    }

    /** Replaces all occurrences of a byte sequence by one of equal length; there must be at least one. */
    static byte[] replace(byte[] file, byte[] from, byte[] to) {
        byte[] changed = file.clone();
        boolean found = false;
        for (int i = 0; i + from.length <= file.length; i++) {
            if (Arrays.equals(file, i, i + from.length, from, 0, from.length)) {
                System.arraycopy(to, 0, changed, i, to.length);
                found = true;
            }
        }
        if (!found) {
            throw new IllegalArgumentException("the bytes to be replaced are not in the file");
        }
        return changed;
    }

    /**
     * Creates a TIFF file with one page of 20 × 20 uint8 voxels.
     *
     * @param description image description, as of ImageJ
     * @param circular    whether the page refers to itself as the next one
     */
    static byte[] tiff(String description, boolean circular) {
        byte[] note = (description + "\0").getBytes(StandardCharsets.US_ASCII);
        int pixels = 8;
        int text = pixels + 400;
        int directory = text + note.length + note.length % 2;
        long[][] entries = {{256, SHORT, 1, 20}, {257, SHORT, 1, 20}, {258, SHORT, 1, 8}, {259, SHORT, 1, 1},
            {262, SHORT, 1, 1}, {270, ASCII, note.length, text}, {273, LONG, 1, pixels}, {277, SHORT, 1, 1},
            {278, SHORT, 1, 20}, {279, LONG, 1, 400}};
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {'I', 'I', 42, 0});
        file.writeBytes(littleEndian(4, directory));
        file.writeBytes(new byte[400]);
        file.writeBytes(note);
        file.writeBytes(new byte[note.length % 2]);
        file.writeBytes(littleEndian(2, entries.length));
        for (long[] entry : entries) {
            file.writeBytes(littleEndian(2, entry[0], entry[1]));
            file.writeBytes(littleEndian(4, entry[2], entry[3]));
        }
        file.writeBytes(littleEndian(4, circular ? directory : 0));
        return file.toByteArray();
    }
}
