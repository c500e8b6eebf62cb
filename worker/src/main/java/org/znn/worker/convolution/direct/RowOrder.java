package org.znn.worker.convolution.direct;

/**
 * The order in which the rows of a section are computed: every {@code step}-th from row 0, then from row 1, and so on.
 * With the kernel's dilation as the step, neighbours in this order read the same rows, so that these are in the cache
 * still; in the order of their places a dilated kernel comes back to a row only after many others.
 *
 * @param rows of a section, or voxels of a row
 * @param step from a row to the next
 */
record RowOrder(int rows, int step) {

    /** The row whose turn it is, {@code turn} from 0. */
    int row(int turn) {
        int shorter = rows / step;
        int inLonger = rows % step * (shorter + 1);
        return turn < inLonger ? turn / (shorter + 1) + turn % (shorter + 1) * step
                : rows % step + (turn - inLonger) / shorter + (turn - inLonger) % shorter * step;
    }

    /** The turn of a row. */
    int turn(int row) {
        int first = row % step;
        return first * (rows / step) + Math.min(first, rows % step) + row / step;
    }

    /** How many rows before it, each a step from the next, are computed just before it. */
    int before(int turn) {
        return row(turn) / step;
    }
}
