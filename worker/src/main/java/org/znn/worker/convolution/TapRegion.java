package org.znn.worker.convolution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.znn.common.geometry.Vec3;

/**
 * A box of an input gradient that the same taps reach. What the others would add are zeros, so they are left out.
 *
 * @param z sections
 * @param y rows
 * @param x vectors of a row
 */
record TapRegion(TapRange z, TapRange y, TapRange x) {

    /** The regions of the input gradient of a convolution, which together are all of it. */
    static List<TapRegion> of(ConvolutionShape shape, Vec3 output, int lanes) {
        Vec3 k = shape.kernel();
        Vec3 d = shape.dilation();
        List<TapRegion> regions = new ArrayList<>();
        for (TapRange z : TapRange.of(k.z(), d.z(), output.z(), 1)) {
            for (TapRange y : TapRange.of(k.y(), d.y(), output.y(), 1)) {
                for (TapRange x : TapRange.of(k.x(), d.x(), output.x(), lanes)) {
                    regions.add(new TapRegion(z, y, x));
                }
            }
        }
        return regions;
    }

    /** Vectors of the region. */
    int vectors() {
        return Math.multiplyExact(Math.multiplyExact(z.places(), y.places()), x.places());
    }

    /**
     * The runs [from, to) of taps (z, y, x, map) that reach the region, one after the other, neighbouring ones joined;
     * empty where none does.
     *
     * @param kernel size of the kernel
     * @param maps   maps of each tap
     */
    int[] taps(Vec3 kernel, int maps) {
        if (x.firstTap() == x.endTap()) {
            return new int[0];
        }
        int[] runs = new int[2 * kernel.z() * kernel.y()];
        int n = 0;
        for (int tz = z.firstTap(); tz < z.endTap(); tz++) {
            for (int ty = y.firstTap(); ty < y.endTap(); ty++) {
                int row = (tz * kernel.y() + ty) * kernel.x();
                int from = (row + x.firstTap()) * maps;
                if (n == 0 || runs[n - 1] != from) {
                    runs[n++] = from;
                    n++;
                }
                runs[n - 1] = (row + x.endTap()) * maps;
            }
        }
        return Arrays.copyOf(runs, n);
    }
}
