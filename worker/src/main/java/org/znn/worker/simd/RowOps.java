package org.znn.worker.simd;

import org.znn.common.network.TransferFunction;

/**
 * Operations on rows, that is on ranges of neighbouring elements of an array. Each precision has its own
 * implementations.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface RowOps<A> {

    /** Adds elementwise: to[i] += from[i]. */
    void add(A from, int fromOffset, A to, int toOffset, int count);

    /** Takes the elementwise maximum: to[i] = from[i] if that is greater; a NaN in {@code from} loses, as in ZNN. */
    void max(A from, int fromOffset, A to, int toOffset, int count);

    /**
     * Prefetches {@code count} elements, at least one, in memory order: this fills the cache faster than reading rows
     * of several maps in turn.
     *
     * @return sum of the elements read; the caller must use it, or the compiler drops the reads
     */
    double prefetch(A data, int offset, int count);

    /**
     * Computes the maxima of {@code count} adjacent windows: to[i] = maximum of window i. Takes the maximum of each
     * column of a window first, from top to bottom, then that of the columns from left to right; an element replaces an
     * earlier one only if it is greater.
     *
     * @param rowOffsets offset of each row of the windows from {@code fromOffset}
     * @param width      width of a window in elements
     */
    void maxPool(A from, int fromOffset, int[] rowOffsets, A to, int toOffset, int count, int width);

    /** Applies a transfer function in place: data[i] = f(data[i] + bias). */
    void applyTransfer(A data, int offset, int count, double bias, TransferFunction function);
}
