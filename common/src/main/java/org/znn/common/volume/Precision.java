package org.znn.common.volume;

/** The floating-point type that a job computes in ({@code dtype} in the .cfg). */
public enum Precision {
    FLOAT32(4), FLOAT64(8);

    private final int bytes;

    Precision(int bytes) {
        this.bytes = bytes;
    }

    /** Size of an element in bytes. */
    public int bytes() {
        return bytes;
    }
}
