package org.znn.common.volume;

/** The number type of a stored volume. */
public enum ElementType {
    UINT8(1), INT8(1), UINT16(2), INT16(2), UINT32(4), INT32(4), UINT64(8), INT64(8), FLOAT32(4), FLOAT64(8);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one stored number. */
    public int bytes() {
        return bytes;
    }
}
