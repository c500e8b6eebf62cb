package org.znn.common.volume.hdf5.filter;

/** Writes integers of a given size and byte order into a byte array. */
final class PackedNumbers {

    private final byte[] bytes;
    private final int elementBytes;
    private final boolean isBigEndian;

    PackedNumbers(int elements, int elementBytes, boolean isBigEndian) {
        bytes = new byte[elements * elementBytes];
        this.elementBytes = elementBytes;
        this.isBigEndian = isBigEndian;
    }

    void put(int element, long value) {
        for (int i = 0; i < elementBytes; i++) {
            int at = isBigEndian ? elementBytes - 1 - i : i;
            bytes[element * elementBytes + at] = (byte) (value >>> i * Byte.SIZE);
        }
    }

    byte[] toBytes() {
        return bytes;
    }
}
