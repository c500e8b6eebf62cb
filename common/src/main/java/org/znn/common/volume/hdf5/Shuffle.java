package org.znn.common.volume.hdf5;

/** HDF5's shuffle filter: first the first byte of every number, then all second bytes, and so on. */
final class Shuffle {

    private Shuffle() {
    }

    /** Bytes grouped by their place in the number; what is left over of an incomplete number stays at the end. */
    static byte[] apply(byte[] plain, int elementBytes) {
        byte[] shuffled = plain.clone();
        int numbers = plain.length / elementBytes;
        for (int b = 0, to = 0; b < elementBytes; b++) {
            for (int i = 0, from = b; i < numbers; i++, from += elementBytes) {
                shuffled[to++] = plain[from];
            }
        }
        return shuffled;
    }

    /** The inverse of {@link #apply}. */
    static byte[] undo(byte[] shuffled, int elementBytes) {
        byte[] plain = shuffled.clone();
        int numbers = shuffled.length / elementBytes;
        for (int b = 0, from = 0; b < elementBytes; b++) {
            for (int i = 0, to = b; i < numbers; i++, to += elementBytes) {
                plain[to] = shuffled[from++];
            }
        }
        return plain;
    }
}
