package org.znn.worker.convolution.direct;

import java.util.ArrayList;
import java.util.List;

/**
 * Neighbouring places along one axis of an input gradient, and the taps that reach any of them. A place is a voxel, or
 * along x a whole vector, which a tap reaches where it reaches any voxel of it.
 *
 * @param from     first place
 * @param to       past the last place
 * @param firstTap first tap that reaches them
 * @param endTap   past the last one; {@code firstTap} where none does
 */
record TapRange(int from, int to, int firstTap, int endTap) {

    /**
     * All places of an axis, those together that the same taps reach. Voxel p gets from tap q what the output gradient
     * holds at p + (q − taps + 1)·dilation.
     *
     * @param taps   of the kernel along the axis
     * @param output size of the output gradient
     * @param width  voxels of a place
     */
    static List<TapRange> of(int taps, int dilation, int output, int width) {
        int margin = (taps - 1) * dilation;
        int places = (output + margin + width - 1) / width;
        List<TapRange> ranges = new ArrayList<>();
        for (int place = 0; place < places; place++) {
            int left = margin - place * width;
            int first = Math.max(0, ceilDiv(left - width + 1, dilation));
            int end = Math.max(first, Math.min(taps, Math.floorDiv(left + output - 1, dilation) + 1));
            TapRange last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
            if (last != null && last.firstTap == first && last.endTap == end) {
                ranges.set(ranges.size() - 1, new TapRange(last.from, place + 1, first, end));
            } else {
                ranges.add(new TapRange(place, place + 1, first, end));
            }
        }
        return ranges;
    }

    private static int ceilDiv(int a, int b) {
        return -Math.floorDiv(-a, b);
    }

    int places() {
        return to - from;
    }

    int taps() {
        return endTap - firstTap;
    }

    /** This range and the next as one. */
    TapRange with(TapRange next) {
        if (taps() == 0 || next.taps() == 0) {
            TapRange reached = taps() == 0 ? next : this;
            return new TapRange(from, next.to, reached.firstTap, reached.endTap);
        }
        return new TapRange(from, next.to, Math.min(firstTap, next.firstTap), Math.max(endTap, next.endTap));
    }

    /** Voxels before the output gradient's first that are read, for places of one voxel. */
    int before(int taps, int dilation) {
        return taps() == 0 ? 0 : Math.max(0, (taps - 1 - firstTap) * dilation - from);
    }

    /** Voxels past the output gradient's last that are read, for places of one voxel. */
    int after(int taps, int dilation, int output) {
        return taps() == 0 ? 0 : Math.max(0, to - output - (taps - endTap) * dilation);
    }
}
