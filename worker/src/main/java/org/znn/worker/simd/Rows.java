package org.znn.worker.simd;

import org.znn.common.network.TransferFunction;

/**
 * Operations on runs of neighbouring numbers, one implementation a precision.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface Rows<A> {

    /** to[i] += from[i]. */
    void add(A from, int fromAt, A to, int toAt, int count);

    /** to[i] = from[i] where that is greater; a NaN that comes later loses, as in ZNN. */
    void max(A from, int fromAt, A to, int toAt, int count);

    /**
     * Reads a number of each cache line of so many numbers, at least one: in the order of memory, which brings them
     * into the cache faster than rows of some maps in turn. The sum must be kept.
     */
    double touch(A data, int at, int count);

    /**
     * to[i] = the greatest of the window i, which is {@code width} wide and some rows high: of every column's greatest,
     * from above, the greatest from the left. What comes later must be greater to replace what came before.
     *
     * @param rows where each row of the windows begins, from {@code fromAt} on
     */
    void maxOfWindows(A from, int fromAt, int[] rows, A to, int toAt, int count, int width);

    /** data[i] = f(data[i] + bias). */
    void transfer(A data, int at, int count, double bias, TransferFunction function);
}
