package org.znn.common.volume.hdf5.array;

import java.io.IOException;

/**
 * A part of a stored array with any number of axes, and the position of each of its elements in a result. The arrays
 * have an entry for each axis of the stored array, slowest first.
 *
 * @param start   first index along each axis
 * @param count   number of indices along each axis
 * @param first   position in the result of the first element
 * @param strides distance between neighbours along each axis in the result, in elements
 */
public record ArrayRegion(long[] start, int[] count, int first, int[] strides) {

    /** Takes the rows of a region. */
    @FunctionalInterface
    public interface RowVisitor {

        /**
         * Takes a row along the last axis.
         *
         * @param index  index of the row's first element along each axis; changed after the call
         * @param target position in the result of the row's first element
         */
        void visit(long[] index, int target) throws IOException;
    }

    /** Returns the part of this region inside a block of the array; empty if they do not overlap. */
    public ArrayRegion intersect(long[] blockStart, int[] blockCount) {
        int rank = start.length;
        long[] from = new long[rank];
        int[] size = new int[rank];
        int position = first;
        for (int d = 0; d < rank; d++) {
            from[d] = Math.max(start[d], blockStart[d]);
            long end = Math.min(start[d] + count[d], blockStart[d] + blockCount[d]);
            size[d] = (int) Math.max(0, end - from[d]);
            position += (int) (from[d] - start[d]) * strides[d];
        }
        return new ArrayRegion(from, size, position, strides);
    }

    /** Returns the part of this region inside an array. */
    public ArrayRegion within(long[] shape) {
        int[] size = new int[shape.length];
        for (int d = 0; d < shape.length; d++) {
            size[d] = (int) Math.max(0, Math.min(count[d], shape[d] - start[d]));
        }
        return new ArrayRegion(start, size, first, strides);
    }

    /** Returns the number of elements. */
    public double elements() {
        double elements = 1;
        for (int n : count) {
            elements *= n;
        }
        return elements;
    }

    /** Whether the region has no elements. */
    public boolean isEmpty() {
        for (int n : count) {
            if (n < 1) {
                return true;
            }
        }
        return false;
    }

    /** Returns the number of elements of a row along the last axis. */
    public int rowLength() {
        return count[count.length - 1];
    }

    /** Returns the distance in the result between neighbours of a row. */
    public int rowStride() {
        return strides[strides.length - 1];
    }

    /** Passes all rows along the last axis to a visitor, in the order of the array. */
    public void forEachRow(RowVisitor visitor) throws IOException {
        if (isEmpty()) {
            return;
        }
        int last = count.length - 1;
        long[] index = start.clone();
        int target = first;
        while (true) {
            visitor.visit(index, target);
            int d = last - 1;
            while (d >= 0 && index[d] == start[d] + count[d] - 1) {
                target -= (count[d] - 1) * strides[d];
                index[d] = start[d];
                d--;
            }
            if (d < 0) {
                return;
            }
            index[d]++;
            target += strides[d];
        }
    }
}
