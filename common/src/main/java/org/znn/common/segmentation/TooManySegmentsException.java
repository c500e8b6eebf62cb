package org.znn.common.segmentation;

/** Signals that a table of segments, or of pairs of overlapping segments, exceeds its limit. */
public final class TooManySegmentsException extends RuntimeException {

    private final long limit;

    public TooManySegmentsException(long limit) {
        super("more than " + limit + " segments, or pairs of overlapping segments");
        this.limit = limit;
    }

    /** Returns the largest permitted number of entries. */
    public long limit() {
        return limit;
    }
}
