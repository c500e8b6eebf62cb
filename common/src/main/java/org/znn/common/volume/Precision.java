package org.znn.common.volume;

/** The real type a job computes in ({@code dtype} of the .cfg). */
public enum Precision {
    FLOAT32(4), FLOAT64(8);

    private final int bytes;

    Precision(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one number. */
    public int bytes() {
        return bytes;
    }
}
