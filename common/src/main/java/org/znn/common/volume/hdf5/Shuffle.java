package org.znn.common.volume.hdf5;

/** HDF5's shuffle filter: the first byte of every element, followed by the second byte of every element, and so on. */
final class Shuffle {

    private Shuffle() {
    }

    /** Groups bytes by their position within an element. Trailing bytes of an incomplete element stay at the end. */
    static byte[] apply(byte[] plain, int elementBytes) {
        byte[] shuffled = plain.clone();
        int elements = plain.length / elementBytes;
        for (int b = 0, to = 0; b < elementBytes; b++) {
            for (int i = 0, from = b; i < elements; i++, from += elementBytes) {
                shuffled[to++] = plain[from];
            }
        }
        return shuffled;
    }

    /** The inverse of {@link #apply}. */
    static byte[] undo(byte[] shuffled, int elementBytes) {
        byte[] plain = shuffled.clone();
        int elements = shuffled.length / elementBytes;
        for (int b = 0, from = 0; b < elementBytes; b++) {
            for (int i = 0, to = b; i < elements; i++, to += elementBytes) {
                plain[to] = shuffled[from++];
            }
        }
        return plain;
    }
}
