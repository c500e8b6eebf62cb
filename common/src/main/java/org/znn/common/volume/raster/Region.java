package org.znn.common.volume.raster;

import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;

/**
 * The part of a stored four-dimensional array that a box covers, and the position of each element in the result, a
 * contiguous array {@code [channel][z][y][x]}. All components have four entries, in the order of the file's axes.
 *
 * @param start   first index along each axis
 * @param count   number of indices along each axis, at least 1
 * @param strides distance between neighbours along each axis in the result, in elements
 */
public record Region(int[] start, int[] count, int[] strides) {

    /** Number of axes. */
    public static final int RANK = 4;

    /** Returns the region of a box in an array stored as {@code [channel][z][y][x]}. */
    public static Region channelsFirst(int channels, Box box) {
        Vec3 s = box.start();
        Vec3 n = box.size();
        return new Region(new int[] {0, s.z(), s.y(), s.x()}, new int[] {channels, n.z(), n.y(), n.x()},
                new int[] {n.z() * n.y() * n.x(), n.y() * n.x(), n.x(), 1});
    }

    /** Returns the region of a box in an array stored as {@code [z][y][x][channel]}, as colours are. */
    public static Region channelsLast(int channels, Box box) {
        Vec3 s = box.start();
        Vec3 n = box.size();
        return new Region(new int[] {s.z(), s.y(), s.x(), 0}, new int[] {n.z(), n.y(), n.x(), channels},
                new int[] {n.y() * n.x(), n.x(), 1, n.z() * n.y() * n.x()});
    }

    /**
     * Returns the region of a box in an array whose axes are stored in any order.
     *
     * @param order axis of the result, 0 (channel), 1 (z), 2 (y) or 3 (x), that each stored axis holds, slowest first
     */
    public static Region permuted(int channels, Box box, int... order) {
        Region standard = channelsFirst(channels, box);
        int[] start = new int[RANK];
        int[] count = new int[RANK];
        int[] strides = new int[RANK];
        for (int d = 0; d < RANK; d++) {
            start[d] = standard.start[order[d]];
            count[d] = standard.count[order[d]];
            strides[d] = standard.strides[order[d]];
        }
        return new Region(start, count, strides);
    }

    /**
     * Returns the part of this region inside a block of the array; empty (some count below 1) if they do not overlap.
     * Positions in the part's result are relative to the part's first element, see {@link #offsetOf}.
     */
    public Region intersect(int[] blockStart, int[] blockCount) {
        int[] from = new int[RANK];
        int[] size = new int[RANK];
        for (int d = 0; d < RANK; d++) {
            from[d] = Math.max(start[d], blockStart[d]);
            size[d] = (int) (Math.min((long) start[d] + count[d], (long) blockStart[d] + blockCount[d]) - from[d]);
        }
        return new Region(from, size, strides);
    }

    /** Returns the position in this region's result of the first element of a part. */
    public int offsetOf(Region part) {
        int offset = 0;
        for (int d = 0; d < RANK; d++) {
            offset += (part.start[d] - start[d]) * strides[d];
        }
        return offset;
    }

    public boolean isEmpty() {
        return count[0] < 1 || count[1] < 1 || count[2] < 1 || count[3] < 1;
    }
}
