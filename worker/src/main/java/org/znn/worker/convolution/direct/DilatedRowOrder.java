package org.znn.worker.convolution.direct;

/**
 * Order in which the rows of a section are computed: every {@code step}-th row from row 0, then every {@code step}-th
 * from row 1, and so on. With the kernel's dilation as the step, consecutive rows share input rows that are still in
 * the cache; in natural order a dilated kernel returns to an input row only after many others.
 *
 * @param rows number of rows of a section; number of voxels of a row where voxels are ordered in the same way
 * @param step distance between consecutive rows
 */
record DilatedRowOrder(int rows, int step) {

    /** Returns the row at a position of this order. */
    int rowAt(int position) {
        int shorter = rows / step;
        int inLonger = rows % step * (shorter + 1);
        return position < inLonger ? position / (shorter + 1) + position % (shorter + 1) * step
                : rows % step + (position - inLonger) / shorter + (position - inLonger) % shorter * step;
    }

    /** Returns the position of a row in this order. */
    int positionOf(int row) {
        int first = row % step;
        return first * (rows / step) + Math.min(first, rows % step) + row / step;
    }

    /** Returns how many rows, each one step from the next, directly precede the row at a position. */
    int precedingRows(int position) {
        return rowAt(position) / step;
    }
}
