package org.znn.worker.convolution.direct;

import java.util.Arrays;
import org.znn.common.geometry.Vec3;

/**
 * A box of an input gradient and the taps that reach it.
 *
 * @param z sections
 * @param y rows
 * @param x vectors of a row
 */
record TapRegion(TapRange z, TapRange y, TapRange x) {

    /** Vectors of the region. */
    int vectors() {
        return Math.multiplyExact(Math.multiplyExact(z.places(), y.places()), x.places());
    }

    /** Kernel voxels that reach it. */
    long taps() {
        return (long) z.taps() * y.taps() * x.taps();
    }

    /**
     * The runs [from, to) of taps (z, y, x, map) that reach the region, one after the other, neighbouring ones joined;
     * empty where none does.
     *
     * @param kernel size of the kernel
     * @param maps   maps of each tap
     */
    int[] runs(Vec3 kernel, int maps) {
        if (taps() == 0) {
            return new int[0];
        }
        int[] runs = new int[2 * z.taps() * y.taps()];
        int n = 0;
        for (int tz = z.firstTap(); tz < z.endTap(); tz++) {
            for (int ty = y.firstTap(); ty < y.endTap(); ty++) {
                int row = (tz * kernel.y() + ty) * kernel.x();
                int from = (row + x.firstTap()) * maps;
                if (n == 0 || runs[n - 1] != from) {
                    runs[n] = from;
                    n += 2;
                }
                runs[n - 1] = (row + x.endTap()) * maps;
            }
        }
        return Arrays.copyOf(runs, n);
    }
}
