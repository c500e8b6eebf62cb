package org.znn.worker.convolution.direct;

import java.util.Arrays;
import org.znn.common.geometry.Vec3;

/**
 * Box of an input gradient and the taps that reach it.
 *
 * @param z sections of the box
 * @param y rows of the box
 * @param x vectors of each row
 */
record ValidTapRegion(ValidTapRange z, ValidTapRange y, ValidTapRange x) {

    /** Returns the number of vectors in the region. */
    int vectorCount() {
        return Math.multiplyExact(Math.multiplyExact(z.length(), y.length()), x.length());
    }

    /** Returns the number of kernel voxels that reach the region. */
    long tapCount() {
        return (long) z.tapCount() * y.tapCount() * x.tapCount();
    }

    /**
     * Returns the taps {@code [z][y][x][map]} that reach the region as a list of intervals [from, to), adjacent
     * intervals joined; empty if no tap does.
     *
     * @param kernel     kernel size (z, y, x)
     * @param mapsPerTap number of maps
     */
    int[] tapIntervals(Vec3 kernel, int mapsPerTap) {
        if (tapCount() == 0) {
            return new int[0];
        }
        int[] intervals = new int[2 * z.tapCount() * y.tapCount()];
        int n = 0;
        for (int tz = z.firstTap(); tz < z.endTap(); tz++) {
            for (int ty = y.firstTap(); ty < y.endTap(); ty++) {
                int row = (tz * kernel.y() + ty) * kernel.x();
                int from = (row + x.firstTap()) * mapsPerTap;
                if (n == 0 || intervals[n - 1] != from) {
                    intervals[n] = from;
                    n += 2;
                }
                intervals[n - 1] = (row + x.endTap()) * mapsPerTap;
            }
        }
        return Arrays.copyOf(intervals, n);
    }
}
