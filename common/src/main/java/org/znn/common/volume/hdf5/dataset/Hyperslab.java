package org.znn.common.volume.hdf5.dataset;

import java.io.IOException;

/**
 * A selection of equal blocks at equal distances. Along axis d it has {@code length[d]} indices: index i is
 * {@code start[d] + i / block[d] · stride[d] + i % block[d]}.
 *
 * @param start  first index along each axis
 * @param stride distance between the first indices of blocks along each axis, at least the size of a block
 * @param block  number of indices of a block along each axis
 * @param length number of indices along each axis; -1 if it is unlimited
 */
record Hyperslab(long[] start, long[] stride, long[] block, long[] length) implements Selection {

    static final long UNLIMITED = -1;

    /** Returns the selection of all elements of an array. */
    static Hyperslab all(long[] shape) {
        return new Hyperslab(new long[shape.length], shape.clone(), shape.clone(), shape.clone());
    }

    /** Returns the axis without a limit; -1 if there is none. */
    int unlimitedAxis() {
        for (int d = 0; d < length.length; d++) {
            if (length[d] == UNLIMITED) {
                return d;
            }
        }
        return -1;
    }

    /** Returns this selection with another number of indices along an axis. */
    Hyperslab withLength(int axis, long newLength) {
        long[] lengths = length.clone();
        lengths[axis] = newLength;
        return new Hyperslab(start, stride, block, lengths);
    }

    /** Returns the selection of a single block along an axis, the one with a number. */
    Hyperslab ofBlock(int axis, long number) {
        long[] starts = start.clone();
        starts[axis] += number * stride[axis];
        return new Hyperslab(starts, stride, block, length).withLength(axis, block[axis]);
    }

    /** Returns the index along an axis of the i-th selected one. */
    long index(int axis, long i) {
        return start[axis] + i / block[axis] * stride[axis] + i % block[axis];
    }

    /** Returns the number of selected indices below {@code index} along an axis, whatever its length. */
    long before(int axis, long index) {
        long offset = index - start[axis];
        return offset <= 0 ? 0 : offset / stride[axis] * block[axis] + Math.min(block[axis], offset % stride[axis]);
    }

    /** Returns the number of selected indices below {@code index} along an axis. */
    long countBefore(int axis, long index) {
        return Math.min(length[axis], before(axis, index));
    }

    @Override
    public int rank() {
        return start.length;
    }

    @Override
    public long end(int axis) {
        return length[axis] == 0 ? 0 : index(axis, length[axis] - 1) + 1;
    }

    private long number(long[] i) {
        long number = 0;
        for (int d = 0; d < i.length; d++) {
            number = number * length[d] + i[d];
        }
        return number;
    }

    @Override
    public void forEachRowPartInside(long[] boxStart, int[] boxCount, RowPartVisitor visitor) throws IOException {
        int rank = rank();
        long[] from = new long[rank];
        long[] to = new long[rank];
        for (int d = 0; d < rank; d++) {
            from[d] = countBefore(d, boxStart[d]);
            to[d] = countBefore(d, boxStart[d] + boxCount[d]);
            if (from[d] >= to[d]) {
                return;
            }
        }
        long[] i = from.clone();
        while (true) {
            i[rank - 1] = from[rank - 1];
            rowParts(i, to[rank - 1], visitor);
            int d = rank - 2;
            while (d >= 0 && ++i[d] == to[d]) {
                i[d] = from[d];
                d--;
            }
            if (d < 0) {
                return;
            }
        }
    }

    @Override
    public void forEachRowPart(long first, long count, RowPartVisitor visitor) throws IOException {
        int last = rank() - 1;
        long left = count;
        long number = first;
        while (left > 0) {
            long[] i = new long[last + 1];
            long rest = number;
            for (int d = last; d >= 0; d--) {
                if (length[d] == 0) {
                    return;
                }
                i[d] = rest % length[d];
                rest /= length[d];
            }
            if (rest > 0) {
                return;
            }
            long n = Math.min(left, length[last] - i[last]);
            rowParts(i, i[last] + n, visitor);
            number += n;
            left -= n;
        }
    }

    /** Passes the indices from {@code i} up to {@code end} along the last axis to a visitor, block by block. */
    private void rowParts(long[] i, long end, RowPartVisitor visitor) throws IOException {
        int last = rank() - 1;
        long[] at = new long[last + 1];
        for (int d = 0; d < last; d++) {
            at[d] = index(d, i[d]);
        }
        boolean isDense = block[last] == stride[last];
        while (i[last] < end) {
            long n = end - i[last];
            n = Math.min(isDense ? n : Math.min(n, block[last] - i[last] % block[last]), 1 << 20);
            at[last] = index(last, i[last]);
            visitor.visit(at, number(i), (int) n);
            i[last] += n;
        }
    }
}
