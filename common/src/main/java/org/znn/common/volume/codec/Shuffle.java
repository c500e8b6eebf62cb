package org.znn.common.volume.codec;

import java.io.IOException;

/**
 * The shuffle filter of HDF5, Blosc and numcodecs: the first byte of every element, followed by the second byte of
 * every element, and so on.
 */
public final class Shuffle {

    private Shuffle() {
    }

    /** Groups bytes by their position within an element. Trailing bytes of an incomplete element stay at the end. */
    public static byte[] apply(byte[] plain, int elementBytes) {
        byte[] shuffled = plain.clone();
        int elements = plain.length / elementBytes;
        for (int b = 0, to = 0; b < elementBytes; b++) {
            for (int i = 0, from = b; i < elements; i++, from += elementBytes) {
                shuffled[to++] = plain[from];
            }
        }
        return shuffled;
    }

    /**
     * The inverse of {@link #apply}.
     *
     * @param elementBytes size of an element in bytes, as a file states it
     * @throws IOException if the size of an element is not positive
     */
    public static byte[] undo(byte[] shuffled, int elementBytes) throws IOException {
        if (elementBytes < 1) {
            throw new IOException("shuffled elements of " + elementBytes + " bytes: the file is damaged");
        }
        byte[] plain = shuffled.clone();
        int elements = shuffled.length / elementBytes;
        for (int b = 0, from = 0; elements > 0 && b < elementBytes; b++) {
            for (int i = 0, to = b; i < elements; i++, to += elementBytes) {
                plain[to] = shuffled[from++];
            }
        }
        return plain;
    }
}
