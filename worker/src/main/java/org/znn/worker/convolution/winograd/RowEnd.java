package org.znn.worker.convolution.winograd;

/**
 * What becomes of finished rows of outputs. Rows are whole vectors: the last one of each ends in the padding. Rows of
 * one place come map by map, from one thread.
 */
interface RowEnd {

    /** Takes a row of an output map that begins at (z, y, x) there; it may be changed. */
    void take(float[] row, int from, int count, int map, int z, int y, int x);

    /** Touches what taking such a row will touch; the sum must be kept. */
    float touch(int count, int map, int z, int y, int x);
}
